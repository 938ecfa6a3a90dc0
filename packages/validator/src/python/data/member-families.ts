import { isModuleName } from './standard-modules.ts';

/** Why a name of an allowed module is refused. */
export type MemberFamily = 'module' | 'file' | 'annotations' | 'formatter' | 'identity' | 'class-builder' | 'other';

const families: Readonly<Record<Exclude<MemberFamily, 'module' | 'other'>, string>> = {
  file: 'io.open io.open_code io.FileIO io.BufferedReader io.BufferedWriter io.BufferedRandom io.BufferedRWPair io.TextIOWrapper io.IOBase io.RawIOBase io.text_encoding hashlib.file_digest zoneinfo.reset_tzpath zoneinfo.TZPATH uuid.main base64.main',
  annotations:
    'typing.get_type_hints typing.ForwardRef typing.evaluate_forward_ref typing._eval_type typing.get_annotations functools.get_annotations dataclasses._is_type',
  formatter: 'string.Formatter',
  identity: 'uuid.getnode uuid.uuid1 uuid.uuid6',
  'class-builder': 'dataclasses.make_dataclass typing.NamedTupleMeta enum.EnumDict',
};

const byPath = new Map(
  Object.entries(families).flatMap(([family, paths]) => paths.split(' ').map((path) => [path, family as MemberFamily])),
);

export function memberFamilyOf(module: string, name: string): MemberFamily {
  return byPath.get(`${module}.${name}`) ?? (isModuleName(name) ? 'module' : 'other');
}

/** Names that were reviewed and are refused, unless a policy gives them by name. */
export const isReviewedRefusal = (path: string) => byPath.has(path);
