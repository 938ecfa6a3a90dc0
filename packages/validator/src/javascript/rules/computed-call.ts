import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { isFunction, nameOf, unwrap } from '../expressions.ts';
import { isGuardedKey } from '../key-guards.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';
import { keySteps } from '../values/key-steps.ts';
import { isUnknownMember } from '../values/unknown-key.ts';
import { isPrimitiveLiteral } from '../values/value-kinds.ts';

export const computedCall: ScriptRule = {
  id: 'javascript.computed-call',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['JS-OBF-1', 'JS-DYN-3'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(value, first, second, body) {
  return value[first][second](body)(); // <- javascript.computed-call
}`,
      good: `const tables = { text: { upper: (text) => text.toUpperCase() } };
export function handler(text, first, second) {
  if (!Object.hasOwn(tables, first) || !Object.hasOwn(tables[first], second)) return text;
  return tables[first][second](text);
}`,
    },
  ],
  summary:
    'Two unknown keys in a row, or one on text, followed by a call reach any constructor by a name that is only known at run time.',
  suggestion:
    'Keep the functions in an object or Map of your own and check the key with Object.hasOwn before the call.',
  *check(context): Generator<Finding> {
    for (const { callee } of context.tree.nodesOf('CallExpression', 'NewExpression')) {
      const target = heldBy(callee, context);
      if (!isUnguarded(target, context) || !leadsToConstructors(target.object, context)) continue;
      if (isOwnTable(target, context)) continue;
      const message = 'What is called here is chosen by keys that are only known at run time.';
      const isElsewhere = target !== unwrap(callee);
      const shown = context.source.code.slice(...target.range);
      const path = isElsewhere ? { path: `\`${context.source.code.slice(...callee.range)}\` = \`${shown}\`` } : {};
      yield { span: spanOf(callee), message, ...path };
    }
    yield* runAfterSteps(context);
  },
};

/** `keys.reduce((at, key) => at[key], value)(body)`: what is run was reached step by step, in whatever way. */
function* runAfterSteps(context: ScriptContext): Generator<Finding> {
  for (const run of runExpressions(context)) {
    const node = unwrap(run);
    const isDirect = node.type === 'MemberExpression' || (node.type === 'Identifier' && isJudged(node, context));
    if (isDirect || keySteps(node, context) < 2 || isOwnTable(node, context)) continue;
    const message = 'What is run here was reached by several keys in a row that are only known at run time.';
    yield { span: spanOf(run), message };
  }
}

const isJudged = (node: ScriptNode, context: ScriptContext) => {
  const target = heldBy(node, context);
  return isUnguarded(target, context) && leadsToConstructors(target.object, context) && !isOwnTable(target, context);
};

const visiting = new Set(
  'map flatMap forEach filter some every find findIndex findLast reduce sort from then'.split(' '),
);

/** Expressions that are called, made anew, derived from, used as a tag or handed to what calls them. */
function* runExpressions({ tree }: ScriptContext): Generator<ScriptNode> {
  for (const { callee, arguments: args } of tree.nodesOf('CallExpression', 'NewExpression')) {
    yield callee;
    const target = unwrap(callee);
    const name = target.type === 'MemberExpression' ? nameOf(target) : undefined;
    if (target.type === 'MemberExpression' && ['call', 'apply', 'bind'].includes(name ?? '')) yield target.object;
    if (['apply', 'construct'].includes(name ?? '') || visiting.has(name ?? '')) yield* args.slice(0, 2);
  }
  for (const { tag } of tree.nodesOf('TaggedTemplateExpression')) yield tag;
  for (const { superClass } of tree.nodesOf('ClassDeclaration', 'ClassExpression')) if (superClass) yield superClass;
}

function leadsToConstructors(object: ScriptNode, context: ScriptContext): boolean {
  const value = heldBy(object, context);
  return isPrimitiveLiteral(value) || isUnguarded(value, context);
}

/** A table of tables of functions, all written out: an unknown key finds one of them or nothing. */
const isOwnTable = (target: ScriptNode, { pathsOf }: ScriptContext) =>
  pathsOf(target).some(({ root, keys }) => keys.length === 0 && isFunction(root));

/** The expression itself, or what its variable is initialised with. */
function heldBy(expression: ScriptNode, { initial }: ScriptContext): ScriptNode {
  const node = unwrap(expression);
  return node.type === 'Identifier' ? unwrap(initial(node) ?? node) : node;
}

const isUnguarded = (node: ScriptNode, context: ScriptContext): node is NodeOf<'MemberExpression'> =>
  isUnknownMember(node, context) && !isGuardedKey(node.property, context);
