import type { Language } from '@dtr/contracts';
import type { TSESTree } from '@typescript-eslint/types';
import { SyntaxFault, TooComplex } from '../../analysis/syntax-rules.ts';
import { indexTree, type ScriptTree, spanOf } from '../tree.ts';
import { type OxcError, parseWithOxc } from './oxc-binding.ts';
import { simplifyTree } from './simplify-tree.ts';

/** Deeper trees overflow the recursive scope analysis, and no person writes them. */
const maximumTreeDepth = 500;

/** Parses as an ES module (always strict). Throws a `SyntaxFault`, or `TooComplex`. */
export function parseScript(code: string, language: Language): ScriptTree {
  const result = parseWithOxc(language === 'typescript' ? 'tool.ts' : 'tool.js', code, {
    lang: language === 'typescript' ? 'ts' : 'js',
    sourceType: 'module',
    astType: 'ts',
    range: true,
    preserveParens: false,
    showSemanticErrors: true,
  });
  throwFirst(result.errors);
  const { node } = JSON.parse(result.program) as { node: TSESTree.Program };
  const tree = indexTree(simplifyTree(node, code), result.comments);
  if (tree.depth > maximumTreeDepth) throw new TooComplex(`The syntax tree is more than ${maximumTreeDepth} deep.`);
  checkRegexes(tree);
  return tree;
}

function throwFirst(errors: readonly OxcError[]): void {
  const [first] = [...errors].sort((a, b) => (a.labels[0]?.start ?? 0) - (b.labels[0]?.start ?? 0));
  if (!first) return;
  // A redeclaration is labelled twice; engines report the second place.
  const label = first.message.includes('already been declared') ? first.labels.at(-1) : first.labels[0];
  const { start, end } = label ?? { start: 0, end: 0 };
  throw new SyntaxFault(first.message, { start, end }, first.helpMessage ?? undefined);
}

/** oxc leaves regular expressions unchecked; the engine's own constructor is the authority on them. */
function checkRegexes(tree: ScriptTree): void {
  for (const node of tree.nodesOf('Literal')) {
    if (!('regex' in node)) continue;
    try {
      new RegExp(node.regex.pattern, node.regex.flags);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new SyntaxFault(error.message, spanOf(node));
    }
  }
}
