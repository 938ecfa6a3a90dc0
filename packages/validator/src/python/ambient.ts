import type { Finding } from '../analysis/rule.ts';
import type { PythonContext } from './python-context.ts';

const randomness = /^(?:random\.\w+|uuid\.uuid[1467]|secrets\.\w+|os\.urandom)$/;
const clock = /^(?:time\.\w+|datetime\.(?:datetime\.(?:now|utcnow|today)|date\.today)|uuid\.uuid[167])$/;
/** Names of these modules that draw nothing. */
const inert = new Set(['random.seed', 'random.getstate', 'random.setstate']);

/** What makes two runs over the same input differ. */
export const isRandomness = (path: string) => randomness.test(path) && !inert.has(path);
export const isClock = (path: string) => clock.test(path);

/** Where names lead to such a source, directly, by alias or through a class derived from one. */
export function* ambientUses(context: PythonContext, is: (path: string) => boolean, what: string): Generator<Finding> {
  const { tree, spanOf } = context;
  for (const node of tree.nodesOf('Attribute', 'Name')) {
    const path = node.ctx.nodeType === 'Load' ? pathThrough(context, node) : undefined;
    if (path !== undefined && is(path)) yield { span: spanOf(node), message: `${path} ${what}.` };
  }
}

function pathThrough({ paths, scopes }: PythonContext, node: Parameters<PythonContext['paths']['pathOf']>[0]) {
  const path = paths.pathOf(node);
  if (path !== undefined || node.nodeType !== 'Attribute' || node.value.nodeType !== 'Name') return path;
  const [binding] = scopes.bindingsOf(node.value) ?? [];
  const bases = binding?.node.nodeType === 'ClassDef' ? binding.node.bases : [];
  return bases.flatMap((base) => paths.pathOf(base) ?? []).map((base) => `${base}.${node.attr}`)[0];
}
