import { exactly } from '../../../analysis/intervals/interval.ts';
import { bitsOfChoices, bitsOfFactorial, choices, factorial } from '../../../analysis/intervals/number-size.ts';
import { apply, argument, type CallSite } from '../calls.ts';
import { consume } from '../consume.ts';
import { noteBits } from '../limits.ts';
import { numberOfBits } from '../number-arithmetic.ts';
import { operate } from '../operators.ts';
import { elementsOf } from '../sequence-arithmetic.ts';
import { numberOf, unknown, type Value } from '../value.ts';
import type { LibraryCall } from './index.ts';
import { numberAt } from './numbers.ts';

function choose(isOrdered: boolean): LibraryCall {
  return (site) => {
    const from = numberAt(site, 0, 'n');
    const chosen = numberAt(site, 1, 'k') ?? (site.args.positional.length === 1 ? from : undefined);
    if (!from || !chosen) return undefined;
    const bits = bitsOfChoices(from.value, chosen.value, { isOrdered });
    return noteBits({ ...numberOf(choices(from.value, chosen.value, { isOrdered })), bits }, site);
  };
}

const factorialCall: LibraryCall = (site) => {
  const of = numberAt(site, 0);
  if (!of) return undefined;
  return noteBits({ ...numberOf(factorial(of.value)), bits: bitsOfFactorial(of.value) }, site);
};

/** The product of `range(1, n)` is a factorial, however it is written. */
function productOf(value: Value | undefined, site: CallSite): Value {
  if (!value) return unknown;
  const count = consume(value, site);
  const elements = value.kind === 'iterator' && value.isRange ? undefined : elementsOf(value);
  if (elements?.every(({ kind }) => kind === 'number'))
    return elements.reduce((product, factor) => operate('Mult', product, factor, site), numberOf(exactly(1)) as Value);
  const element = value.kind === 'iterator' ? value.element : undefined;
  if (element?.kind !== 'number' || element.isFloat || element.value.atLeast < 1) return unknown;
  return noteBits(numberOfBits(bitsOfFactorial(count)), site);
}

const multiplies = (value: Value | undefined): boolean => {
  if (value?.kind === 'library') return value.path === 'operator.mul';
  if (value?.kind !== 'function' || value.node.nodeType !== 'Lambda') return false;
  return value.node.body.nodeType === 'BinOp' && value.node.body.op.nodeType === 'Mult';
};

/** `reduce`: turn by turn while there are few. */
const reduce: LibraryCall = (site) => {
  const [callee, source, start] = site.args.positional;
  if (multiplies(callee) && start?.kind !== 'number') return productOf(source, site);
  const elements = source && elementsOf(source, 128);
  if (!callee || !source || !elements) return consumed(source, site);
  const [first = unknown, ...others] = start ? [start, ...elements] : elements;
  return others.reduce(
    (value, element) =>
      apply(callee, { ...site, args: { positional: [value, element], named: new Map(), isOpen: false } }),
    first,
  );
};

function consumed(value: Value | undefined, site: CallSite): Value {
  if (value) consume(value, site);
  return unknown;
}

export const productCalls: readonly (readonly [string, LibraryCall])[] = [
  ['math.factorial', factorialCall],
  ['math.comb', choose(false)],
  ['math.perm', choose(true)],
  ['math.prod', (site) => productOf(argument(site, 0), site)],
  ['functools.reduce', reduce],
];
