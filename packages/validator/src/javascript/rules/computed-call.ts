import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { unwrap } from '../expressions.ts';
import { isFunctionValue } from '../function-values.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';

const primitives = new Set(['Literal', 'TemplateLiteral']);

export const computedCall: ScriptRule = {
  id: 'javascript.computed-call',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary:
    'Two unknown keys in a row, or one on a function or text, followed by a call reach any constructor by a name that is only known at run time.',
  suggestion:
    'Keep the functions in an object or Map of your own and check the key with Object.hasOwn before the call.',
  *check(context): Generator<Finding> {
    for (const { callee } of context.tree.nodesOf('CallExpression', 'NewExpression')) {
      const target = heldBy(callee, context);
      if (isUnknownMember(target, context) && leadsToConstructors(target.object, context))
        yield {
          span: spanOf(callee),
          message: 'What is called here is chosen by keys that are only known at run time.',
        };
    }
  },
};

function leadsToConstructors(object: ScriptNode, context: ScriptContext): boolean {
  const value = heldBy(object, context);
  return primitives.has(value.type) || isFunctionValue(object, context) || isUnknownMember(value, context);
}

/** The expression itself, or what its variable is initialised with. */
function heldBy(expression: ScriptNode, { initial }: ScriptContext): ScriptNode {
  const node = unwrap(expression);
  return node.type === 'Identifier' ? unwrap(initial(node) ?? node) : node;
}

function isUnknownMember(node: ScriptNode, { fold }: ScriptContext): node is NodeOf<'MemberExpression'> {
  if (node.type !== 'MemberExpression' || !node.computed) return false;
  const isNumber = node.property.type === 'Literal' && typeof node.property.value === 'number';
  return !isNumber && fold(node.property) === undefined;
}
