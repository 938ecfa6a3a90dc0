import type { PythonContext } from '../python-context.ts';
import { childrenOf, type PyExpression, type PyNode, type PyOf } from '../tree.ts';

/**
 * Loops over a list of places still to visit that add, without looking whether they were there, all neighbours of each
 * place, in a table where every link was entered in both directions: they go back and forth for ever.
 */
export function* backAndForth(context: PythonContext): Generator<PyExpression> {
  const tables = twoWayTables(context);
  if (tables.size === 0) return;
  for (const node of context.tree.nodesOf('For', 'While')) {
    const list = listOf(node);
    if (list === undefined || hasChoice(node.body, list)) continue;
    if (addsNeighbours(node, list, tables)) yield node.nodeType === 'For' ? node.iter : node.test;
  }
}

/** The name of the list in `for place in todo:` or `while todo:`. */
function listOf(node: PyOf<'For' | 'While'>): string | undefined {
  const list = node.nodeType === 'For' ? node.iter : node.test;
  return list.nodeType === 'Name' ? list.id : undefined;
}

/** Tables with `links[a]` getting b and `links[b]` getting a, in the same block. */
function twoWayTables({ tree }: PythonContext): ReadonlySet<string> {
  const entries = new Map<PyNode | undefined, Set<string>>();
  const found = new Set<string>();
  for (const statement of tree.nodesOf('Expr')) {
    const entry = entryOf(statement.value);
    if (!entry) continue;
    const [table, from, to] = entry;
    const block = tree.parentOf(statement);
    const known = entries.get(block) ?? new Set<string>();
    entries.set(block, known.add(`${table} ${from} ${to}`));
    if (from !== to && known.has(`${table} ${to} ${from}`)) found.add(table);
  }
  return found;
}

const adding = new Set(['append', 'add', 'appendleft', 'insert']);

/** `links[a].append(b)`, `links.setdefault(a, []).append(b)`: the table, a and b. */
function entryOf(node: PyExpression): readonly [string, string, string] | undefined {
  if (node.nodeType !== 'Call' || node.func.nodeType !== 'Attribute' || !adding.has(node.func.attr)) return undefined;
  const to = node.args.at(-1);
  const place = entryIn(node.func.value);
  return place && to?.nodeType === 'Name' ? [...place, to.id] : undefined;
}

/** The table and the name in `links[name]`, `links.get(name, ...)` and `links.setdefault(name, ...)`. */
function entryIn(node: PyExpression): readonly [string, string] | undefined {
  if (node.nodeType === 'Subscript' && node.value.nodeType === 'Name' && node.slice.nodeType === 'Name')
    return [node.value.id, node.slice.id];
  if (node.nodeType !== 'Call' || node.func.nodeType !== 'Attribute' || node.func.value.nodeType !== 'Name')
    return undefined;
  const [key] = node.args;
  const isLookUp = node.func.attr === 'get' || node.func.attr === 'setdefault';
  return isLookUp && key?.nodeType === 'Name' ? [node.func.value.id, key.id] : undefined;
}

const choosing = new Set(
  'If IfExp BoolOp Match Try Break Return Raise Continue Yield YieldFrom Await Assert Delete'.split(' '),
);
const removing = new Set(['remove', 'discard', 'clear', 'pop', 'popitem', 'difference_update']);

/** Anything that may keep a place from being added, take a link away, or end the loop. */
function hasChoice(body: readonly PyNode[], list: string): boolean {
  return nodesOf(body).some((node) => {
    if (choosing.has(node.nodeType) || ('ifs' in node && node.ifs.length > 0)) return true;
    if (node.nodeType === 'Subscript') return node.ctx.nodeType !== 'Load';
    if (node.nodeType !== 'Call' || node.func.nodeType !== 'Attribute' || !removing.has(node.func.attr)) return false;
    return !isCallOn(node, list, ['pop']);
  });
}

function addsNeighbours(loop: PyOf<'For' | 'While'>, list: string, tables: ReadonlySet<string>): boolean {
  const nodes = nodesOf(loop.body);
  const place = loop.nodeType === 'For' ? loop.target : takenFrom(list, nodes);
  if (place?.nodeType !== 'Name') return false;
  const isNeighbours = (node: PyExpression | undefined) => {
    const entry = node && entryIn(node);
    return entry !== undefined && tables.has(entry[0]) && entry[1] === place.id;
  };
  return nodes.some((node) => {
    if (node.nodeType === 'For' && isNeighbours(node.iter)) return addsTarget(node, list);
    if (node.nodeType === 'AugAssign')
      return node.target.nodeType === 'Name' && node.target.id === list && isNeighbours(node.value);
    return isCallOn(node, list, ['extend', 'extendleft']) && isNeighbours(node.args[0]);
  });
}

/** The name in `place = todo.pop()`. */
function takenFrom(list: string, nodes: readonly PyNode[]): PyExpression | undefined {
  const taken = nodes.find((node) => node.nodeType === 'Assign' && isCallOn(node.value, list, ['pop', 'popleft']));
  return taken?.nodeType === 'Assign' ? taken.targets[0] : undefined;
}

/** `for other in links[place]: todo.append(other)`. */
function addsTarget({ target, body }: PyOf<'For'>, list: string): boolean {
  return body.some((statement) => {
    const call = statement.nodeType === 'Expr' ? statement.value : undefined;
    if (!call || !isCallOn(call, list, ['append', 'appendleft']) || target.nodeType !== 'Name') return false;
    const [added] = call.args;
    return added?.nodeType === 'Name' && added.id === target.id;
  });
}

function isCallOn(node: PyNode, list: string, names: readonly string[]): node is PyOf<'Call'> {
  return (
    node.nodeType === 'Call' &&
    node.func.nodeType === 'Attribute' &&
    names.includes(node.func.attr) &&
    node.func.value.nodeType === 'Name' &&
    node.func.value.id === list
  );
}

function nodesOf(body: readonly PyNode[]): PyNode[] {
  const found: PyNode[] = [];
  const pending: PyNode[] = [...body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    found.push(node);
    pending.push(...childrenOf(node));
  }
  return found;
}
