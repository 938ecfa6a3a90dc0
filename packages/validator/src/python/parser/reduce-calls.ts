import { childrenOf, type PyExpression, type PyNode, type PyOf } from '../tree.ts';

/** Larger functions are left as they are: looking through each again and again could take too long. */
const maximumNodes = 200;
/** What means something else outside the function. */
const bound = new Set(['NamedExpr', 'Yield', 'YieldFrom', 'Await']);

/**
 * Puts the value where a function is called as soon as it is written: `(lambda: x)()` and `(lambda v: v)(x)` are `x`.
 * It is the cheapest disguise there is; without it every rule would have to see through it. Positions stay.
 */
export function reduceCalls(module: PyOf<'Module'>, code: string): PyOf<'Module'> {
  if (!code.includes('lambda')) return module;
  const pending: PyNode[] = [module];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const fields = node as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(fields)) {
      if (Array.isArray(value)) fields[name] = value.map(reduced);
      else fields[name] = reduced(value);
    }
    pending.push(...childrenOf(node));
  }
  return module;
}

function reduced(value: unknown): unknown {
  let at = value;
  for (let next = givenBy(at); next; next = givenBy(at)) at = next;
  return at;
}

function givenBy(value: unknown): PyExpression | undefined {
  const call = value as PyNode | null;
  if (typeof call !== 'object' || call?.nodeType !== 'Call' || call.func.nodeType !== 'Lambda') return undefined;
  const { body, args } = call.func;
  const [first, ...others] = call.args;
  const [parameter, ...more] = args.args;
  const isPlain = !args.vararg && !args.kwarg && args.posonlyargs.length + args.kwonlyargs.length + more.length === 0;
  if (!isPlain || others.length > 0 || call.keywords.length > 0) return undefined;
  if (!parameter) return first || isBound(body) ? undefined : body;
  const isIdentity = body.nodeType === 'Name' && body.id === parameter.arg;
  return isIdentity && first && first.nodeType !== 'Starred' ? first : undefined;
}

function isBound(body: PyExpression): boolean {
  const pending: PyNode[] = [body];
  for (let seen = 0; pending.length > 0; seen += 1) {
    const node = pending.pop() as PyNode;
    if (seen > maximumNodes || bound.has(node.nodeType)) return true;
    pending.push(...childrenOf(node));
  }
  return false;
}
