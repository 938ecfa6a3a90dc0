import type { TSESTree } from '@typescript-eslint/types';
import { childrenOf, type NodeOf, type ScriptNode } from '../tree.ts';

/** Longer texts are left in pieces: joining them again and again could take too long. */
const maximumChars = 1_000;

/**
 * Writes three disguises plainly, which every rule would have to see through otherwise: a function that is called as
 * soon as it is written (`(() => x)()` and `((v) => v)(x)` are `x`), a sum of texts, and `a['b']`. Positions stay.
 */
export function simplifyTree(program: TSESTree.Program, code: string): TSESTree.Program {
  if (!/=>|['"`]\s*\)*\s*[+\]]/.test(code)) return program;
  // Children before their parents, so that what is inside is plain already.
  for (const node of nodesOf(program).reverse()) {
    const fields = node as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(fields)) {
      if (Array.isArray(value)) fields[name] = value.map(plain);
      else fields[name] = plain(value);
    }
    if (node.type === 'MemberExpression') nameProperty(node);
  }
  return program;
}

function nodesOf(program: ScriptNode): ScriptNode[] {
  const nodes: ScriptNode[] = [program];
  for (let index = 0; index < nodes.length; index += 1) nodes.push(...childrenOf(nodes[index] as ScriptNode));
  return nodes;
}

function plain(value: unknown): unknown {
  const node = value as ScriptNode | null;
  if (typeof node !== 'object') return value;
  if (node?.type === 'CallExpression') return givenBy(node) ?? node;
  if (node?.type === 'BinaryExpression') return joined(node) ?? node;
  return value;
}

/** Arrow functions only: they keep `this`. */
function givenBy(call: NodeOf<'CallExpression'>): ScriptNode | undefined {
  const { callee, arguments: args } = call;
  if (call.optional || callee.type !== 'ArrowFunctionExpression' || callee.async) return undefined;
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

function joined({ operator, left, right, range, loc }: NodeOf<'BinaryExpression'>): ScriptNode | undefined {
  if (operator !== '+' || !isText(left) || !isText(right)) return undefined;
  const value = left.value + right.value;
  return value.length > maximumChars ? undefined : { ...left, value, raw: JSON.stringify(value), range, loc };
}

function isText(node: ScriptNode): node is TSESTree.StringLiteral {
  return node.type === 'Literal' && typeof node.value === 'string';
}

function nameProperty(node: NodeOf<'MemberExpression'>): void {
  const { property } = node;
  if (!node.computed || !isText(property) || !/^[A-Za-z_$][\w$]*$/.test(property.value)) return;
  const { range, loc, value: name } = property;
  Object.assign(node, {
    computed: false,
    property: { type: 'Identifier', name, range, loc, decorators: [], optional: false },
  });
}
