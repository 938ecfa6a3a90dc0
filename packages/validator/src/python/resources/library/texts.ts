import { zeroOrMore } from '../../../analysis/intervals/interval.ts';
import { apply, argument } from '../calls.ts';
import { noteTemplate, plainText, widthOf } from '../formatting.ts';
import { noteSize } from '../limits.ts';
import { type Arguments, textOfLength, unknown, type Value } from '../value.ts';
import type { LibraryCall } from './index.ts';

const format: LibraryCall = (site) => {
  const spec = argument(site, 1, 'format_spec');
  if (spec?.kind === 'text' && spec.text !== undefined) noteSize(widthOf(spec.text), 'text', site);
  return textOfLength(zeroOrMore);
};

/** `str.ljust(text, n)` is `text.ljust(n)`. */
const unbound = (type: string, name: string) =>
  [
    `builtins.${type}.${name}`,
    (site) => {
      const [of = unknown, ...positional] = site.args.positional;
      return apply({ kind: 'method', of, name }, { ...site, args: { ...site.args, positional } });
    },
  ] as const satisfies readonly [string, LibraryCall];

const rest = (args: Arguments): Arguments => ({ ...args, positional: args.positional.slice(1) });

export const textCalls: readonly (readonly [string, LibraryCall])[] = [
  ['builtins.format', format],
  [
    'builtins.str',
    (site) => {
      const value: Value = argument(site, 0) ?? unknown;
      return plainText(value);
    },
  ],
  ['builtins.repr', () => textOfLength(zeroOrMore)],
  ...['ljust', 'rjust', 'center', 'zfill', 'expandtabs'].map((name) => unbound('str', name)),
  ...['ljust', 'rjust', 'center', 'zfill'].map((name) => unbound('bytes', name)),
  [
    'builtins.str.format',
    (site) => {
      const template = argument(site, 0);
      if (template?.kind === 'text' && template.text !== undefined) noteTemplate(template.text, rest(site.args), site);
      return textOfLength(zeroOrMore);
    },
  ],
  [
    'builtins.int.to_bytes',
    (site) => {
      const size = argument(site, 1, 'length');
      if (size?.kind === 'number') noteSize(size.value.atLeast, 'text', site);
      return undefined;
    },
  ],
];
