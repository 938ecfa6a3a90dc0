import { parse } from 'py-ast';
import type { SourceText } from '../../analysis/source-text.ts';
import { SyntaxFault, TooComplex } from '../../analysis/syntax-rules.ts';
import { indexTree, type PyOf, type PythonTree } from '../tree.ts';
import { compileChecks } from './compile-checks.ts';
import { checkWithRuff } from './ruff.ts';

/** Deeper trees come from generated chains; CPython's own compiler refuses them a little later. */
const maximumTreeDepth = 1_000;

/** How py-ast words its errors. */
const located = /^(?<message>.*) at line (?<line>\d+), column (?<column>\d+)$/s;

/**
 * Two parsers and our own checks have to agree: ruff is the exact verdict on syntax, py-ast gives the tree, and the
 * checks cover what both take although CPython does not. Throws a `SyntaxFault`, or a RangeError on overflow.
 */
export async function parsePython(source: SourceText): Promise<PythonTree> {
  await checkWithRuff(source);
  const tree = indexTree(parseTree(source), source);
  if (tree.depth > maximumTreeDepth) throw new TooComplex(`The syntax tree is more than ${maximumTreeDepth} deep.`);
  for (const check of compileChecks) {
    const [fault] = check(tree);
    if (fault) throw new SyntaxFault(fault.message, tree.spanOf(fault.node));
  }
  return tree;
}

function parseTree(source: SourceText): PyOf<'Module'> {
  try {
    // A form feed is white space to CPython and unknown to this parser.
    return parse(source.code.replaceAll('\f', ' '));
  } catch (error) {
    if (!(error instanceof Error) || error instanceof RangeError) throw error;
    const { message = error.message, line = '1', column = '0' } = located.exec(error.message)?.groups ?? {};
    const start = source.offsetOfBytes(Number(line), Number(column));
    throw new SyntaxFault(message, { start, end: start + 1 });
  }
}

/** One expression, such as the text of an annotation; absent when it does not parse. */
export function parseExpression(text: string): PyOf<'Module'> | undefined {
  try {
    return parse(`(${text})`);
  } catch {
    return undefined;
  }
}
