import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';

/** A place that holds the value, or holds it in a field: `{ team: value }` holds it under `team`, a list at any index. */
export interface Place {
  readonly node: ScriptNode;
  readonly fields: readonly string[];
}

/** Where the value goes on to; absent when it may be called there or read through. */
export type Onward = readonly Place[] | undefined;

/** The value ends here, as text, as a key or as a truth. */
export const ends: Onward = [];

/** Fields that the language itself calls. */
export const calledFields: ReadonlySet<string> = new Set(['then', 'toString', 'valueOf', 'toJSON', 'next', 'return']);

const owns = new WeakMap<ScriptContext, ReadonlySet<string>>();

/** Names of members that the code gives to its own objects: `get` may be anything then. */
export function ownMembers(context: ScriptContext): ReadonlySet<string> {
  const known = owns.get(context);
  if (known) return known;
  const { tree } = context;
  const keys = tree
    .nodesOf('Property', 'MethodDefinition', 'PropertyDefinition', 'AccessorProperty')
    .flatMap((member) => {
      if (tree.parentOf(member)?.type === 'ObjectPattern') return [];
      return member.key.type === 'Identifier' ? [member.key.name] : [String((member.key as { value?: unknown }).value)];
    });
  const written = tree.nodesOf('AssignmentExpression').flatMap(({ left }) => {
    if (left.type !== 'MemberExpression') return [];
    return left.property.type === 'Identifier' && !left.computed ? [left.property.name] : [];
  });
  const names = new Set([...keys, ...written]);
  owns.set(context, names);
  return names;
}
