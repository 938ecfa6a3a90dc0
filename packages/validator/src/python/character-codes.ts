import type { Paths } from './paths.ts';
import type { PyExpression } from './tree.ts';

interface Facts {
  readonly paths: Paths;
  /** What a name was assigned, when nothing changed it since. */
  table(node: PyExpression): PyExpression;
}

const maximumChars = 10_000;

/** The text of `map(chr, [111, 115])` and of `chr(code ^ 7) for code in [111, 115]`; absent for anything else. */
export function textOfCodes(node: PyExpression, { paths, table }: Facts): string | undefined {
  if (node.nodeType === 'Call' && paths.originOf(node.func) === 'builtins.map') {
    const [by, codes] = node.args;
    return by && codes && paths.originOf(by) === 'builtins.chr' ? textOf(numbersIn(table(codes))) : undefined;
  }
  if (node.nodeType !== 'GeneratorExp' && node.nodeType !== 'ListComp') return undefined;
  const [generator, ...others] = node.generators;
  if (!generator || others.length > 0 || generator.ifs.length > 0 || node.elt.nodeType !== 'Call') return undefined;
  const [code] = node.elt.args;
  const { target } = generator;
  if (!code || target.nodeType !== 'Name' || paths.originOf(node.elt.func) !== 'builtins.chr') return undefined;
  return textOf(numbersIn(table(generator.iter))?.map((value) => compute(code, target.id, value)));
}

/** The elements of a written list of numbers. */
export function numbersIn(node: PyExpression): readonly number[] | undefined {
  if (node.nodeType !== 'List' && node.nodeType !== 'Tuple') return undefined;
  return node.elts.map((element) => compute(element, '', Number.NaN));
}

/** The text of character codes; absent when one of them is none. */
export function textOf(codes: readonly number[] | undefined): string | undefined {
  if (!codes || codes.length === 0 || codes.length > maximumChars) return undefined;
  if (codes.some((code) => !Number.isInteger(code) || code < 0 || code > 0x10_ffff)) return undefined;
  return codes.map((code) => String.fromCodePoint(code)).join('');
}

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mult: (a, b) => a * b,
  FloorDiv: (a, b) => Math.floor(a / b),
  BitXor: (a, b) => a ^ b,
};

/** Arithmetic on one variable; not a number when there is anything else in it. */
function compute(node: PyExpression, name: string, value: number, depth = 0): number {
  if (depth > 8) return Number.NaN;
  if (node.nodeType === 'Constant') return typeof node.value === 'number' ? node.value : Number.NaN;
  if (node.nodeType === 'Name') return node.id === name ? value : Number.NaN;
  const operator = node.nodeType === 'BinOp' ? operators[node.op.nodeType] : undefined;
  if (node.nodeType !== 'BinOp' || !operator) return Number.NaN;
  return operator(compute(node.left, name, value, depth + 1), compute(node.right, name, value, depth + 1));
}
