import type { Finding } from '../analysis/rule.ts';
import { nameOf, outermost, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from './tree.ts';

/** Operands that need no parentheses, and do nothing when they are read. */
const simple = new Set(['Identifier', 'ThisExpression', 'Literal', 'TemplateLiteral']);

/** `Reflect.get(value, key)` is `value[key]`, and `Reflect.deleteProperty(value, key)` as a statement is `delete value[key]`. */
export function plainAccess(member: NodeOf<'MemberExpression'>, context: ScriptContext): Pick<Finding, 'fix'> {
  const whole = outermost(member, context.tree);
  const call = context.tree.parentOf(whole);
  if (call?.type !== 'CallExpression' || call.callee !== whole || nameOf(member) === undefined) return {};
  const text = replacementOf(nameOf(member) ?? '', call, context);
  if (text === undefined) return {};
  return { fix: { description: 'Use ordinary property access.', edits: [{ span: spanOf(call), text }] } };
}

function replacementOf(name: string, call: NodeOf<'CallExpression'>, context: ScriptContext): string | undefined {
  const [object, key, value, ...more] = call.arguments;
  if (!object || !key || more.length > 0 || ![object, key].every((node) => simple.has(unwrap(node).type)))
    return undefined;
  const text = (node: ScriptNode) => context.source.code.slice(...node.range);
  const place = `${text(object)}[${text(key)}]`;
  const isStatement = context.tree.parentOf(call)?.type === 'ExpressionStatement';
  if (object.type === 'Literal' || call.arguments.some(({ type }) => type === 'SpreadElement')) return undefined;
  if (name === 'get' && !value) return place;
  if (name === 'set' && value && isStatement) return `${place} = ${text(value)}`;
  if (name === 'deleteProperty' && isStatement && !value) return `delete ${place}`;
  return undefined;
}
