import type { EstimatedRange, ResourceEstimate } from '@dtr/contracts';
import type { PythonContext } from './python-context.ts';
import { callGraphOf } from './resources/call-graph.ts';
import { componentsOf } from './resources/components.ts';
import type { ObservationKind } from './resources/machine.ts';
import { type TrialRun, trialRunOf } from './resources/trial-run.ts';
import type { PyNode } from './tree.ts';

const loops = new Set(['For', 'AsyncFor', 'While', 'ListComp', 'SetComp', 'DictComp', 'GeneratorExp']);
const functions = new Set(['FunctionDef', 'AsyncFunctionDef', 'Lambda']);
const bytesPerMb = 2 ** 20;

/**
 * What a call will need: its growth read off the nesting of loops, its turns and memory off a trial run. A hint for
 * reviewers, not a bound. The sandbox's limits are the guarantee.
 */
export function estimateOf(context: PythonContext): ResourceEstimate {
  const run = trialRunOf(context);
  const isRecursive = componentsOf(callGraphOf(context)).length > 0;
  const steps = rangeOf(
    run,
    ['steps', 'combinatorics', 'work'],
    isRecursive ? Number.POSITIVE_INFINITY : run.totals.steps,
  );
  const memoryBytes = rangeOf(run, ['allocation'], isRecursive ? Number.POSITIVE_INFINITY : run.totals.bytes);
  const isEndless = run.observations.some(({ kind }) => kind === 'endless-loop' || kind === 'endless-iterator');
  const { atMost } = memoryBytes;
  const cpu = isEndless ? 'unbounded' : isRecursive ? 'unknown' : growthOf(context, steps);
  // The library's own turns are not counted: where it may go through the input, there is no knowing how many.
  const isOpen = isEndless || goesThroughInput(context) || (cpu !== 'constant' && steps.atMost === 0);
  return {
    cpu,
    steps: isOpen ? { ...steps, atMost: null } : steps,
    memoryBytes,
    ...(atMost === null ? {} : { memoryMb: Math.ceil(atMost / bytesPerMb) }),
  };
}

/** From the worst that is certain to what everything together can come to; unknown ends are null. */
function rangeOf({ observations }: TrialRun, kinds: readonly ObservationKind[], total: number): EstimatedRange {
  const amounts = observations.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount);
  const atLeast = Math.floor(Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, ...amounts)));
  const isKnown = amounts.length === 0 && total <= Number.MAX_SAFE_INTEGER;
  return { atLeast, atMost: isKnown ? Math.ceil(total) : null };
}

function growthOf(context: PythonContext, { atMost }: EstimatedRange): ResourceEstimate['cpu'] {
  const { tree } = context;
  if (tree.nodesOf('While').some(({ test }) => test.nodeType === 'Constant' && Boolean(test.value))) return 'unknown';
  const depths = tree
    .nodesOf('For', 'AsyncFor', 'While', 'ListComp', 'SetComp', 'DictComp', 'GeneratorExp')
    .map((node) => nesting(node, context));
  const deepest = Math.max(0, ...depths);
  // Loops of constant length count for nothing; what is called may still go through the input.
  if (deepest === 0 || atMost !== null) return goesThroughInput(context) ? 'linear' : 'constant';
  return deepest === 1 ? 'linear' : 'polynomial';
}

/** Calls that take the same time whatever they are given. */
const brief = new Set('len range abs ord chr isinstance bool float divmod round type id callable'.split(' '));
const briefMath = new Set(
  'sqrt floor ceil fabs sin cos tan atan2 exp log log2 log10 isnan isinf isfinite isclose'.split(' '),
);
const briefMethods = new Set('append add discard get setdefault keys values items popleft appendleft'.split(' '));

/** Whether a function of the library is called that may go through what it is given. Own functions are judged by their bodies. */
function goesThroughInput({ tree, paths, scopes }: PythonContext): boolean {
  return !tree.nodesOf('Call').every(({ func }) => {
    const origin = paths.originOf(func);
    if (origin?.startsWith('builtins.')) return brief.has(origin.slice('builtins.'.length));
    if (origin?.startsWith('math.')) return briefMath.has(origin.slice('math.'.length));
    if (origin !== undefined) return false;
    if (func.nodeType === 'Attribute') return briefMethods.has(func.attr);
    return func.nodeType === 'Name' && scopes.bindingsOf(func)?.every(({ kind }) => kind === 'function') === true;
  });
}

function nesting(node: PyNode, { tree }: PythonContext): number {
  let depth = 0;
  for (let at: PyNode | undefined = node; at && !functions.has(at.nodeType); at = tree.parentOf(at))
    if (loops.has(at.nodeType)) depth += 'generators' in at ? at.generators.length : 1;
  return depth;
}
