import type { ScopeAnalysis } from './build-scopes.ts';
import type { Paths } from './paths.ts';
import type { Binding } from './scopes.ts';
import type { PyExpression } from './tree.ts';

const numeric = new Set(
  'builtins.len builtins.int builtins.round builtins.abs builtins.ord builtins.float math.ceil math.floor'.split(' '),
);
const ofArguments = new Set(['builtins.max', 'builtins.min', 'builtins.sum']);
const maximumDepth = 12;
const numberTypes = new Set(['int', 'float']);

/** An annotated parameter: its schema says the same, and input is checked against that. */
const isNumberType = (annotation: PyExpression | null | undefined) =>
  annotation?.nodeType === 'Name' && numberTypes.has(annotation.id);

/** Whether an expression can only be a number, to all that is written there. */
export function isNumeric(
  node: PyExpression,
  facts: { readonly scopes: ScopeAnalysis; readonly paths: Paths },
  depth = 0,
): boolean {
  const isPart = (part: PyExpression) => isNumeric(part, facts, depth + 1);
  if (depth > maximumDepth) return false;
  switch (node.nodeType) {
    case 'Constant':
      return typeof node.value === 'number';
    case 'BinOp':
      return isPart(node.left) && isPart(node.right);
    case 'UnaryOp':
      return isPart(node.operand);
    case 'IfExp':
      return isPart(node.body) && isPart(node.orelse);
    case 'Name': {
      const bindings = facts.scopes.bindingsOf(node) ?? [];
      return bindings.length > 0 && bindings.length < 8 && bindings.every(isNumberBinding);
    }
    case 'Call': {
      const origin = facts.paths.originOf(node.func) ?? '';
      return numeric.has(origin) || (ofArguments.has(origin) && node.args.length > 0 && node.args.every(isElement));
    }
    default:
      return false;
  }

  function isNumberBinding({ kind, node: bound, value }: Binding): boolean {
    if (kind === 'parameter') return bound.nodeType === 'Arg' && isNumberType(bound.annotation);
    if (kind === 'loop') return value !== undefined && runsOverNumbers(value);
    return kind === 'assignment' && value !== undefined && isPart(value);
  }

  function runsOverNumbers(iterable: PyExpression): boolean {
    if (iterable.nodeType === 'Name') {
      const bindings = facts.scopes.bindingsOf(iterable) ?? [];
      const [binding] = bindings;
      return bindings.length === 1 && binding?.value !== undefined && runsOverNumbers(binding.value);
    }
    if (iterable.nodeType === 'List' || iterable.nodeType === 'Tuple') return iterable.elts.every(isPart);
    if (iterable.nodeType === 'ListComp' || iterable.nodeType === 'GeneratorExp') return isPart(iterable.elt);
    return iterable.nodeType === 'Call' && facts.paths.originOf(iterable.func) === 'builtins.range';
  }

  function isElement(argument: PyExpression): boolean {
    if (argument.nodeType === 'GeneratorExp' || argument.nodeType === 'ListComp') return isPart(argument.elt);
    if (argument.nodeType !== 'Call') return isPart(argument);
    const isMapped = facts.paths.originOf(argument.func) === 'builtins.map';
    return isMapped
      ? argument.args[0] !== undefined && numeric.has(facts.paths.originOf(argument.args[0]) ?? '')
      : isPart(argument);
  }
}
