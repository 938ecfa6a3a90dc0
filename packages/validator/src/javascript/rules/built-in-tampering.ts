import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type ScriptNode, spanOf } from '../tree.ts';

const writers = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'set', 'deleteProperty']);

export const builtInTampering: ScriptRule = {
  id: 'javascript.built-in-tampering',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'tampering',
  cwe: 471,
  summary: 'Writing to a built-in such as JSON or Math changes it for everything that runs later.',
  suggestion: 'Write a function of your own and call that.',
  *check(context): Generator<Finding> {
    for (const target of writtenMembers(context)) {
      const name = globalUnder(target, context);
      if (name) yield { span: spanOf(target), message: `The built-in ${name} is changed.` };
    }
    for (const node of context.scopes.free)
      if (context.globals.has(node.name) && isWrite(node, context))
        yield { span: spanOf(node), message: `The built-in ${node.name} is replaced.` };
  },
};

/** Members that are assigned, updated, deleted, or handed to `Object.assign` and its like. */
function* writtenMembers({ tree, scopes }: ScriptContext): Generator<ScriptNode> {
  for (const { left } of tree.nodesOf('AssignmentExpression', 'ForInStatement', 'ForOfStatement')) yield left;
  for (const node of tree.nodesOf('UpdateExpression', 'UnaryExpression'))
    if (node.type === 'UpdateExpression' || node.operator === 'delete') yield unwrap(node.argument);
  for (const { callee, arguments: args } of tree.nodesOf('CallExpression')) {
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') continue;
    if (!scopes.isFree(callee.object) || !['Object', 'Reflect'].includes(callee.object.name)) continue;
    if (writers.has(nameOf(callee) ?? '') && args[0]) yield unwrap(args[0]);
  }
}

/** The free name at the bottom of `JSON.parse` or `Array.prototype`; a bare name counts too. */
function globalUnder(target: ScriptNode, { scopes, tree, globals }: ScriptContext): string | undefined {
  let at = target;
  while (at.type === 'MemberExpression') at = unwrap(at.object);
  const isArgument = tree.parentOf(target)?.type === 'CallExpression';
  if (at.type !== 'Identifier' || (at === target && !isArgument) || !scopes.isFree(at)) return undefined;
  return globals.has(at.name) ? at.name : undefined;
}

function isWrite(node: ScriptNode, { tree }: ScriptContext): boolean {
  const parent = tree.parentOf(node);
  return (parent?.type === 'AssignmentExpression' && parent.left === node) || parent?.type === 'UpdateExpression';
}
