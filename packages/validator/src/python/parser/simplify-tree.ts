import { childrenOf, type PyExpression, type PyNode, type PyOf } from '../tree.ts';

/** Larger functions are left as they are: looking through each again and again could take too long. */
const maximumNodes = 200;
/** What means something else outside the function. */
const bound = new Set(['NamedExpr', 'Yield', 'YieldFrom', 'Await']);
/** Longer texts are left in pieces: joining them again and again could take too long. */
const maximumChars = 1_000;

/**
 * Writes two disguises plainly, which every rule would have to see through otherwise: a function that is called as soon
 * as it is written (`(lambda: x)()` and `(lambda v: v)(x)` are `x`), and a sum of texts. Positions stay.
 */
export function simplifyTree(module: PyOf<'Module'>, code: string): PyOf<'Module'> {
  if (!code.includes('lambda') && !/['"]\s*\)*\s*\+/.test(code)) return module;
  // Children before their parents, so that what is inside is plain already.
  for (const node of nodesOf(module).reverse()) {
    const fields = node as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(fields)) {
      if (Array.isArray(value)) fields[name] = value.map(plain);
      else fields[name] = plain(value);
    }
  }
  return module;
}

function nodesOf(module: PyNode): PyNode[] {
  const nodes: PyNode[] = [module];
  for (let index = 0; index < nodes.length; index += 1) nodes.push(...childrenOf(nodes[index] as PyNode));
  return nodes;
}

function plain(value: unknown): unknown {
  const node = value as PyNode | null;
  if (typeof node !== 'object') return value;
  if (node?.nodeType === 'Call') return givenBy(node) ?? node;
  if (node?.nodeType === 'BinOp') return joined(node) ?? node;
  return value;
}

function givenBy(call: PyOf<'Call'>): PyExpression | undefined {
  if (call.func.nodeType !== 'Lambda') return undefined;
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

function joined(sum: PyOf<'BinOp'>): PyOf<'Constant'> | undefined {
  const { left, right } = sum;
  if (sum.op.nodeType !== 'Add' || !isText(left) || !isText(right)) return undefined;
  const value = `${left.value}${right.value}`;
  if (value.length > maximumChars) return undefined;
  const { lineno, col_offset, end_lineno = lineno, end_col_offset = col_offset } = sum;
  return { ...left, value, lineno, col_offset, end_lineno, end_col_offset };
}

/** Bytes have a quote style that says so. */
function isText(node: PyExpression): node is PyOf<'Constant'> & { readonly value: string } {
  return node.nodeType === 'Constant' && typeof node.value === 'string' && !/b/i.test(node.quote_style ?? '');
}
