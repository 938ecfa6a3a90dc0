import { type FunctionNode, isFunction, nameOf, outermost, unwrap } from '../expressions.ts';
import type { ScriptNode, ScriptTree } from '../tree.ts';

export type Call = Extract<ScriptNode, { type: 'CallExpression' | 'NewExpression' }>;

/** What functions return, and where methods are called. */
export interface CallIndex {
  /** The expressions that a function gives back; none for what is no function. */
  returnsOf(node: ScriptNode): readonly ScriptNode[];
  /** Calls by the name of the method: whose method it is, is not known. */
  callsOfMethod(name: string): readonly Call[];
  /** The call of a function in place, or of a function's name. */
  callOf(node: ScriptNode): Call | undefined;
}

export function indexCalls(tree: ScriptTree): CallIndex {
  const returns = new Map<ScriptNode, ScriptNode[]>();
  for (const statement of tree.nodesOf('ReturnStatement')) {
    const owner = functionAround(statement, tree);
    if (owner && statement.argument)
      returns.set(owner, [...(returns.get(owner) ?? []), statement.argument].slice(0, 8));
  }
  for (const node of tree.nodesOf('ArrowFunctionExpression'))
    if (node.body.type !== 'BlockStatement') returns.set(node, [node.body]);
  const methods = new Map<string, Call[]>();
  for (const call of tree.nodesOf('CallExpression', 'NewExpression')) {
    const name = nameOf(unwrap(call.callee));
    if (name === undefined) continue;
    const same = methods.get(name);
    if (same) same.push(call);
    else methods.set(name, [call]);
  }
  return {
    returnsOf: (node) => returns.get(node) ?? [],
    callsOfMethod: (name) => methods.get(name) ?? [],
    callOf: (node) => {
      const whole = outermost(node, tree);
      const parent = tree.parentOf(whole);
      const isCall = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
      return isCall && parent.callee === whole ? parent : undefined;
    },
  };
}

/** The function that a node stands in. */
export function functionAround(node: ScriptNode, tree: ScriptTree): FunctionNode | undefined {
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) if (isFunction(at)) return at;
  return undefined;
}
