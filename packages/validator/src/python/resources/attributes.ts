import { atLeast, exactly } from '../../analysis/intervals/interval.ts';
import type { PyOf } from '../tree.ts';
import type { Place } from './machine.ts';
import { noArguments, numberOf, textOfLength, unknown, type Value } from './value.ts';

/** Library constants that are sizes or have one. */
const constants = new Map<string, Value>([
  ['math.pi', numberOf(exactly(Math.PI), { isFloat: true })],
  ['math.e', numberOf(exactly(Math.E), { isFloat: true })],
  ['math.inf', numberOf(atLeast(Number.MAX_VALUE), { isFloat: true })],
  ['decimal.MAX_PREC', numberOf(exactly(1e18 - 1))],
  ['decimal.MAX_EMAX', numberOf(exactly(1e18 - 1))],
  ['sys.maxsize', numberOf(exactly(2 ** 63))],
  ['string.ascii_letters', textOfLength(exactly(52))],
  ['string.ascii_lowercase', textOfLength(exactly(26))],
  ['string.ascii_uppercase', textOfLength(exactly(26))],
  ['string.digits', textOfLength(exactly(10))],
  ['string.hexdigits', textOfLength(exactly(22))],
  ['string.octdigits', textOfLength(exactly(8))],
  ['string.punctuation', textOfLength(exactly(32))],
  ['string.printable', textOfLength(exactly(100))],
]);

/** What a library name is: a constant, or a function or class to call. */
export function libraryValue(path: string): Value {
  const known = constants.get(path) ?? functions.get(path);
  if (known) return known;
  const value: Value = { kind: 'library', path };
  // Builtins come up all the time, and there are only so many.
  if (path.startsWith('builtins.') && functions.size < 500) functions.set(path, value);
  return value;
}

const functions = new Map<string, Value>();

export function evaluateAttribute(node: PyOf<'Attribute'>, place: Place): Value {
  const { machine, env, frame } = place;
  const kept = node.value.nodeType === 'Name' ? env.own(`${node.value.id}.${node.attr}`) : undefined;
  if (kept) return kept;
  const of = machine.evaluate(node.value, env, frame);
  if (of.kind === 'library') return libraryValue(`${of.path}.${node.attr}`);
  return memberOf(of, node, place);
}

function memberOf(of: Value, node: PyOf<'Attribute'>, { machine, frame }: Place): Value {
  const { attr } = node;
  if (of.kind === 'class') return of.members.get(attr) ?? unknown;
  // `Enum.MEMBER.value`
  if (attr === 'value' && (of.kind === 'number' || of.kind === 'text')) return of;
  if (of.kind === 'text' || of.kind === 'sequence' || of.kind === 'number') return method(of, attr);
  const own = of.kind === 'object' ? (of.attributes.get(attr) ?? of.class.members.get(attr)) : undefined;
  if (own?.kind === 'function' && of.kind === 'object') {
    const bound = { ...own, self: of };
    return isProperty(bound.node) ? machine.call(bound, noArguments, node, frame) : bound;
  }
  if (own) return own;
  const parent = machine.context.tree.parentOf(node);
  return parent?.nodeType === 'Call' && parent.func === node ? method(of, attr) : unknown;
}

const method = (of: Value, name: string): Value => ({ kind: 'method', of, name });

function isProperty(node: PyOf<'FunctionDef'> | PyOf<'AsyncFunctionDef'> | PyOf<'Lambda'>): boolean {
  if (node.nodeType === 'Lambda') return false;
  return node.decorator_list.some(
    (decorator) =>
      (decorator.nodeType === 'Name' && (decorator.id === 'property' || decorator.id === 'cached_property')) ||
      (decorator.nodeType === 'Attribute' && decorator.attr === 'cached_property'),
  );
}
