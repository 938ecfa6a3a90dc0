import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { isFunction, unwrap } from '../expressions.ts';
import { isGuardedKey } from '../key-guards.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type ScriptNode, spanOf } from '../tree.ts';
import { isUnknownMember } from '../values/unknown-key.ts';
import { methodsOf } from '../values/value-kinds.ts';

export const reviverCall: ScriptRule = {
  id: 'javascript.reviver-call',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 502,
  threats: ['JS-DES-1'],
  examples: [
    {
      language: 'javascript',
      bad: `const makers = { date: (value) => new Date(value) };
export function handler(text) {
  return JSON.parse(text, (key, value) => (value?.kind in makers ? makers[value.kind](value.data) : value)); // <- javascript.reviver-call
}`,
      good: `const makers = new Map([['date', (value) => new Date(value)]]);
export function handler(text) {
  return JSON.parse(text, (key, value) => makers.get(value?.kind)?.(value.data) ?? value);
}`,
    },
  ],
  summary: 'A reviver that calls what the text names lets whoever wrote the text choose what runs.',
  suggestion: 'Choose by comparing with constants, or from a Map; check a key of an object with Object.hasOwn before.',
  *check(context): Generator<Finding> {
    const revivers = new Set(revivingFunctions(context));
    if (revivers.size === 0) return;
    for (const call of context.tree.nodesOf('CallExpression', 'NewExpression')) {
      const callee = unwrap(call.callee);
      if (!isInside(call, revivers, context) || !isChosenByText(callee, revivers, context)) continue;
      yield { span: spanOf(call), message: 'While JSON is read, the text itself chooses what is called here.' };
    }
  },
};

/** The functions given to `JSON.parse` as its second argument. */
function* revivingFunctions(context: ScriptContext): Generator<ScriptNode> {
  for (const { callee, arguments: args } of context.tree.nodesOf('CallExpression')) {
    const [, reviver] = args;
    if (!reviver || !methodsOf(['JSON'], callee, context).includes('parse')) continue;
    for (const { root, keys } of context.pathsOf(reviver)) if (keys.length === 0 && isFunction(root)) yield root;
  }
}

function isInside(node: ScriptNode, owners: ReadonlySet<ScriptNode>, { tree }: ScriptContext): boolean {
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) if (owners.has(at)) return true;
  return false;
}

/** `table[key](…)` without a guard, also by a constant that holds `table[key]`, and a call of what the text held. */
function isChosenByText(callee: ScriptNode, revivers: ReadonlySet<ScriptNode>, context: ScriptContext): boolean {
  const held = callee.type === 'Identifier' ? unwrap(context.initial(callee) ?? callee) : callee;
  if (held.type === 'Identifier') {
    const [definition] = context.scopes.variableOf(held)?.defs ?? [];
    return definition?.type === 'Parameter' && revivers.has(definition.node as ScriptNode);
  }
  return isUnknownMember(held, context) && !isGuardedKey(held.property, context);
}
