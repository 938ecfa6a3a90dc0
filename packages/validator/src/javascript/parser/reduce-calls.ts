import type { TSESTree } from '@typescript-eslint/types';
import { childrenOf, type NodeOf, type ScriptNode } from '../tree.ts';

/**
 * Puts the value where a function is called as soon as it is written: `(() => x)()` and `((v) => v)(x)` are `x`. It is
 * the cheapest disguise there is; without it every rule would have to see through it. Positions stay.
 */
export function reduceCalls(program: TSESTree.Program, code: string): TSESTree.Program {
  if (!code.includes('=>')) return program;
  const pending: ScriptNode[] = [program];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const fields = node as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(fields)) {
      if (Array.isArray(value)) fields[name] = value.map(reduced);
      else fields[name] = reduced(value);
    }
    pending.push(...childrenOf(node));
  }
  return program;
}

function reduced(value: unknown): unknown {
  let at = value;
  for (let next = givenBy(at); next; next = givenBy(at)) at = next;
  return at;
}

/** Arrow functions only: they keep `this`. */
function givenBy(value: unknown): ScriptNode | undefined {
  const call = value as ScriptNode | null;
  if (typeof call !== 'object' || call?.type !== 'CallExpression' || call.optional) return undefined;
  const { callee, arguments: args } = call;
  if (callee.type !== 'ArrowFunctionExpression' || callee.async) return undefined;
  const result = resultOf(callee);
  const [parameter] = callee.params;
  const [first] = args;
  if (callee.params.length !== args.length || args.length > 1 || !result) return undefined;
  if (!parameter) return result;
  const isIdentity = parameter.type === 'Identifier' && result.type === 'Identifier' && result.name === parameter.name;
  return isIdentity && first && first.type !== 'SpreadElement' ? first : undefined;
}

/** What an arrow function gives, when giving it is all it does. */
function resultOf({ body }: NodeOf<'ArrowFunctionExpression'>): ScriptNode | undefined {
  if (body.type !== 'BlockStatement') return body;
  const [statement, ...others] = body.body;
  if (statement?.type !== 'ReturnStatement' || others.length > 0) return undefined;
  return statement.argument ?? undefined;
}
