import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { unwrap } from '../expressions.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';

const values = new Set([
  'Literal',
  'TemplateLiteral',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
]);

export const computedCall: ScriptRule = {
  id: 'javascript.computed-call',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary:
    'Two computed keys in a row, or one on a literal, followed by a call reach any constructor by text that is only known at run time.',
  suggestion:
    'Keep the functions in an object or Map of your own and check the key with Object.hasOwn before the call.',
  *check(context): Generator<Finding> {
    for (const { callee } of context.tree.nodesOf('CallExpression', 'NewExpression')) {
      const target = unwrap(callee);
      if (!isUnknownMember(target, context)) continue;
      const object = unwrap(target.object);
      if (values.has(object.type) || isUnknownMember(object, context))
        yield {
          span: spanOf(target),
          message: 'What is called here is chosen by keys that are only known at run time.',
        };
    }
  },
};

function isUnknownMember(node: ScriptNode, { fold }: ScriptContext): node is NodeOf<'MemberExpression'> {
  if (node.type !== 'MemberExpression' || !node.computed) return false;
  const isNumber = node.property.type === 'Literal' && typeof node.property.value === 'number';
  return !isNumber && fold(node.property) === undefined;
}
