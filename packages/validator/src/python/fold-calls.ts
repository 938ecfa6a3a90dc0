import { decodedText } from './decoded-text.ts';
import type { Fold, FoldFacts } from './fold.ts';
import { foldEntries } from './fold-tables.ts';
import { concatenate, mapAll, union, type Values } from './fold-values.ts';
import type { PyExpression, PyOf } from './tree.ts';

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

const textMethods = new Map<string, (text: string, ...args: string[]) => string>([
  ['lower', (text) => text.toLowerCase()],
  ['upper', (text) => text.toUpperCase()],
  ['casefold', (text) => text.toLowerCase()],
  ['capitalize', capitalized],
  ['title', (text) => text.replaceAll(/[a-z]+/gi, capitalized)],
  ['swapcase', (text) => text.replaceAll(/[a-z]/gi, swapped)],
  ['strip', (text, chars) => (chars === undefined ? text.trim() : stripped(text, chars))],
  ['lstrip', (text, chars) => (chars === undefined ? text.trimStart() : stripped(text, chars, 'start'))],
  ['rstrip', (text, chars) => (chars === undefined ? text.trimEnd() : stripped(text, chars, 'end'))],
  ['removeprefix', (text, prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text)],
  ['removesuffix', (text, suffix = '') => (suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)],
  ['replace', (text, from = '', to = '') => text.replaceAll(from, to)],
]);

/** Calls of pure functions and methods on known texts. */
export function foldCall(node: PyOf<'Call'>, fold: Fold, facts: FoldFacts): Values {
  const { func, args, keywords } = node;
  if (keywords.length > 0) return undefined;
  const [first] = args;
  const origin = facts.paths.originOf(func);
  if ((origin === 'builtins.str' || origin === 'textwrap.dedent') && first && args.length === 1) return fold(first);
  const decoded = decodedText(node, { ...facts, fold });
  if (decoded !== undefined) return new Set([decoded]);
  if (func.nodeType !== 'Attribute') return undefined;
  if (func.attr === 'join' && first) return ofJoin(fold(func.value), first, fold);
  if (func.attr === 'get') return foldEntries(node, fold, facts);
  const method = textMethods.get(func.attr);
  const constants = args.map((argument) => onlyOne(fold(argument)));
  if (!method || constants.some((constant) => constant === undefined)) return undefined;
  return mapAll(fold(func.value), (text) => method(text, ...(constants as string[])));
}

const onlyOne = (values: Values) => (values?.size === 1 ? [...values][0] : undefined);

const swapped = (letter: string) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase());

function stripped(text: string, chars: string, side: 'both' | 'start' | 'end' = 'both'): string {
  const letters = [...text];
  while (side !== 'end' && letters[0] !== undefined && chars.includes(letters[0])) letters.shift();
  while (side !== 'start' && letters.length > 0 && chars.includes(letters.at(-1) ?? '')) letters.pop();
  return letters.join('');
}

/** Of a written list every element in turn; of a list that repeats itself up to three copies, which stand for more. */
function ofJoin(separators: Values, list: PyExpression, fold: Fold): Values {
  switch (list.nodeType) {
    case 'List':
    case 'Tuple':
      return joined(
        separators,
        list.elts.map((element) => fold(element)),
      );
    case 'GeneratorExp':
    case 'ListComp':
      return upToThree(separators, fold(list.elt));
    case 'BinOp': {
      const [row] = [list.left, list.right].filter(({ nodeType }) => nodeType === 'List');
      if (list.op.nodeType !== 'Mult' || row?.nodeType !== 'List') return undefined;
      return upToThree(
        separators,
        joined(
          separators,
          row.elts.map((element) => fold(element)),
        ),
      );
    }
    default:
      return undefined;
  }
}

const joined = (separators: Values, parts: readonly Values[]) =>
  concatenate(parts.flatMap((part, index) => [...(index > 0 ? [separators] : []), part]));

/** Several different elements could come in any order: that is not followed. */
function upToThree(separators: Values, element: Values): Values {
  if (!element || element.size > 3) return undefined;
  return union(
    [0, 1, 2, 3].map((times) =>
      joined(
        separators,
        Array.from({ length: times }, () => element),
      ),
    ),
  );
}
