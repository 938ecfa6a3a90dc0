import { parse } from 'py-ast';
import type { SourceText } from '../../analysis/source-text.ts';
import { isOverflow, SyntaxFault, TooComplex } from '../../analysis/syntax-rules.ts';
import { indexTree, type PyOf, type PythonTree } from '../tree.ts';
import { syntaxFault } from './check-syntax.ts';
import { compileChecks } from './compile-checks.ts';

/** Deeper trees come from generated chains; CPython's own compiler refuses them a little later. */
const maximumTreeDepth = 1_000;

/** How py-ast words its errors. */
const located = /^(?<message>.*) at line (?<line>\d+), column (?<column>\d+)$/s;

/**
 * Two parsers and our own checks have to agree: ruff is the exact verdict on syntax, py-ast gives the tree, and the
 * checks cover what both take although CPython does not. py-ast goes first: its overflow costs nothing, ruff's costs
 * a new instance. Throws a `SyntaxFault`, `TooComplex` or a RangeError.
 */
export function parsePython(source: SourceText): PythonTree {
  const parsed = parseTree(source);
  if ('tree' in parsed && parsed.tree.depth > maximumTreeDepth)
    throw new TooComplex(`The syntax tree is more than ${maximumTreeDepth} deep.`);
  const fault = syntaxFault(source);
  if (fault) throw fault;
  if ('fault' in parsed) throw parsed.fault;
  return checked(parsed.tree);
}

function checked(tree: PythonTree): PythonTree {
  for (const check of compileChecks) {
    const [fault] = check(tree);
    if (fault) throw new SyntaxFault(fault.message, tree.spanOf(fault.node));
  }
  return tree;
}

type Parsed = { readonly tree: PythonTree } | { readonly fault: SyntaxFault };

function parseTree(source: SourceText): Parsed {
  try {
    // A form feed is white space to CPython and unknown to this parser.
    return { tree: indexTree(parse(source.code.replaceAll('\f', ' ')), source) };
  } catch (error) {
    if (!(error instanceof Error) || isOverflow(error)) throw error;
    const { message = error.message, line = '1', column = '0' } = located.exec(error.message)?.groups ?? {};
    const start = source.offsetOfBytes(Number(line), Number(column));
    return { fault: new SyntaxFault(message, { start, end: start + 1 }) };
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
