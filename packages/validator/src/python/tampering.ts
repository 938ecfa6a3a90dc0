import type { Finding } from '../analysis/rule.ts';
import type { PythonContext } from './python-context.ts';
import type { PyFunction, PyNode, PyOf } from './tree.ts';

/** Imported classes and functions that the code passes to a function of its own which changes its argument. */
export function* foreignArguments(context: PythonContext): Generator<Finding> {
  const changing = changedParameters(context);
  if (changing.size === 0) return;
  for (const call of context.tree.nodesOf('Call')) {
    const { func } = call;
    const bindings = func.nodeType === 'Name' ? (context.scopes.bindingsOf(func) ?? []) : [];
    for (const { node } of bindings) {
      if (node.nodeType !== 'FunctionDef' && node.nodeType !== 'AsyncFunctionDef') continue;
      for (const { parameter, write } of changing.get(node) ?? [])
        yield* judge(context, { call, definition: node, parameter, write });
    }
  }
}

interface Change {
  readonly parameter: PyOf<'Arg'>;
  /** Where the attribute is assigned. */
  readonly write: PyOf<'Attribute'>;
}

/** By function: the parameters of which it assigns or deletes attributes. */
function changedParameters({ tree, scopes }: PythonContext): Map<PyNode, Change[]> {
  const changes = new Map<PyNode, Change[]>();
  for (const write of tree.nodesOf('Attribute')) {
    if (write.ctx.nodeType === 'Load' || write.value.nodeType !== 'Name') continue;
    for (const { kind, node } of scopes.bindingsOf(write.value) ?? []) {
      const definition = kind === 'parameter' ? scopes.ownerOf(write.value)?.node : undefined;
      if (!definition || node.nodeType !== 'Arg') continue;
      const known = changes.get(definition);
      if (known) known.push({ parameter: node, write });
      else changes.set(definition, [{ parameter: node, write }]);
    }
  }
  return changes;
}

interface Passed extends Change {
  readonly call: PyOf<'Call'>;
  readonly definition: PyFunction;
}

function* judge({ paths, spanOf }: PythonContext, { call, definition, parameter, write }: Passed): Generator<Finding> {
  const { posonlyargs, args } = definition.args;
  const index = [...posonlyargs, ...args].indexOf(parameter);
  const argument = call.args[index] ?? call.keywords.find(({ arg }) => arg === parameter.arg)?.value;
  const origin = argument && paths.originOf(argument);
  if (origin === undefined) return;
  yield {
    span: spanOf(write),
    message: `${origin}.${write.attr} is changed; it is not the tool's own.`,
    path: `\`${parameter.arg}\` = \`${origin}\``,
  };
}
