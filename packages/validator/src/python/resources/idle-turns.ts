import { childrenOf, type PyExpression, type PyNode, type PyOf } from '../tree.ts';

/**
 * Whether a turn can go on to the next without having changed anything: `while i < n: if skip(i): continue; i += 1`.
 * Once it did, it does for ever.
 */
export function hasIdleTurn({ body }: PyOf<'While'>): boolean {
  const assigned = new Set<string>();
  const used = new Set<string>();
  for (const statement of body) {
    if (statement.nodeType === 'If') {
      if (!isPlain(statement.test)) return false;
      namesOf(statement.test, used);
      if (isIdle(statement)) return ![...assigned].some((name) => used.has(name) && !isFresh(name, body));
      if (statement.orelse.length > 0 || !leaves(statement.body)) return false;
      continue;
    }
    if (!isReading(statement)) return false;
    assigned.add(statement.targets[0].id);
    namesOf(statement.value, used);
    if (used.has(statement.targets[0].id)) return false;
  }
  return false;
}

interface Reading {
  readonly targets: readonly [PyOf<'Name'>];
  readonly value: PyExpression;
}

/** `char = text[i]`: gives the same in every turn until something else changes. */
function isReading(statement: PyNode): statement is PyOf<'Assign'> & Reading {
  if (statement.nodeType !== 'Assign' || statement.targets.length !== 1) return false;
  return statement.targets[0]?.nodeType === 'Name' && isPlain(statement.value);
}

/** A name is read again before it is used in every turn. */
function isFresh(name: string, body: readonly PyNode[]): boolean {
  return body.some((statement) => isReading(statement) && statement.targets[0].id === name);
}

const isIdle = ({ body }: PyOf<'If'>) => body.length === 1 && body[0]?.nodeType === 'Continue';
const leavingKinds = new Set(['Break', 'Return', 'Raise']);
const leaves = (body: readonly PyNode[]) => leavingKinds.has(body.at(-1)?.nodeType ?? '');

const changingKinds = new Set(['Call', 'Await', 'Yield', 'YieldFrom', 'NamedExpr']);
/** Methods of text that only look. */
const looking = new Set(
  'isalnum isalpha isdigit islower isspace isupper lower startswith endswith strip upper get'.split(' '),
);

function isPlain(expression: PyNode): boolean {
  const pending: PyNode[] = [expression];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const isLook = node.nodeType === 'Call' && node.func.nodeType === 'Attribute' && looking.has(node.func.attr);
    if (changingKinds.has(node.nodeType) && !isLook) return false;
    pending.push(...childrenOf(node));
  }
  return true;
}

function namesOf(expression: PyNode, names: Set<string>): void {
  const pending: PyNode[] = [expression];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeType === 'Name') names.add(node.id);
    pending.push(...childrenOf(node));
  }
}
