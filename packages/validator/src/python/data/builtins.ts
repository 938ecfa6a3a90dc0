import type { Capabilities } from '@dtr/contracts';

/** Access to attributes by name: allowed as a direct call with a constant public name. */
export const nameAccess: ReadonlySet<string> = new Set(['getattr', 'setattr', 'delattr', 'hasattr']);

/** What a refused builtin does; each family is refused by a rule of its own. */
export type BuiltinFamily =
  | 'file'
  | 'code'
  | 'loader'
  | 'builtins'
  | 'namespace'
  | 'terminal'
  | 'exit'
  | 'debugger'
  | 'other';

/** Why a builtin is refused and what to do instead. */
export interface ForbiddenBuiltin {
  readonly family: BuiltinFamily;
  /** Completes "The builtin x …". */
  readonly reason: string;
  readonly suggestion?: string;
  readonly capability?: Exclude<keyof Capabilities, 'imports'>;
}

const code: ForbiddenBuiltin = {
  family: 'code',
  reason: 'runs text as code that nobody has checked',
  capability: 'dynamicCode',
};
const loader: ForbiddenBuiltin = {
  family: 'loader',
  reason: 'belongs to the import machinery',
  capability: 'dynamicCode',
};
const namespace: ForbiddenBuiltin = { family: 'namespace', reason: 'shows names and objects behind the code' };
const terminal: ForbiddenBuiltin = {
  family: 'terminal',
  reason: 'waits for a terminal that a tool does not have',
  capability: 'process',
};
const exit: ForbiddenBuiltin = {
  family: 'exit',
  reason: 'ends the interpreter instead of the call',
  capability: 'process',
};

export const forbiddenBuiltins: ReadonlyMap<string, ForbiddenBuiltin> = new Map<string, ForbiddenBuiltin>([
  ['open', { family: 'file', reason: 'opens files', capability: 'filesystem' }],
  [
    'eval',
    {
      ...code,
      suggestion:
        'To read data use json.loads; to compute, write the operations out or map operator names to functions of operator.',
    },
  ],
  ['exec', code],
  ['compile', { ...code, suggestion: 'Write the code out as functions; for regular expressions use re.compile.' }],
  ['__import__', loader],
  ['__loader__', loader],
  ['__spec__', loader],
  ['__package__', loader],
  ['__builtins__', { family: 'builtins', reason: 'holds every builtin at once', capability: 'dynamicCode' }],
  ['globals', namespace],
  ['locals', namespace],
  ['vars', { ...namespace, suggestion: 'Inside a method use self.__dict__; of a dataclass use dataclasses.asdict.' }],
  ['dir', { ...namespace, suggestion: 'List the names you mean, or use dataclasses.fields.' }],
  ['input', terminal],
  ['help', terminal],
  ['copyright', terminal],
  ['credits', terminal],
  ['license', terminal],
  ['exit', exit],
  ['quit', exit],
  ['SystemExit', exit],
  ['KeyboardInterrupt', exit],
  [
    'breakpoint',
    { family: 'debugger', reason: 'starts a debugger, which runs text as code', capability: 'dynamicCode' },
  ],
  ['__build_class__', { family: 'other', reason: 'builds classes that cannot be read from the code' }],
  ['__class__', { family: 'other', reason: 'leads into the class tree', suggestion: 'Use type(self).' }],
  [
    '__file__',
    {
      family: 'other',
      reason: 'tells where the host keeps the code',
      suggestion: 'A tool has no file of its own; pass data in as input.',
      capability: 'environment',
    },
  ],
]);
