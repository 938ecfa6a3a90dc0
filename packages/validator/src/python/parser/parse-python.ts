import { parse } from 'py-ast';
import type { SourceText } from '../../analysis/source-text.ts';
import { SyntaxFault, TooComplex } from '../../analysis/syntax-rules.ts';
import type { PyOf, PythonTree } from '../tree.ts';
import { syntaxFault } from './check-syntax.ts';
import { compileChecks } from './compile-checks.ts';
import { parseTree } from './parse-tree.ts';

/** Deeper trees come from generated chains; nobody writes them. */
const maximumTreeDepth = 500;

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

/** One expression, such as the text of an annotation; absent when it does not parse. */
export function parseExpression(text: string): PyOf<'Module'> | undefined {
  try {
    return parse(`(${text})`);
  } catch {
    return undefined;
  }
}
