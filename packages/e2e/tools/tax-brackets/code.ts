interface Bracket {
  /** The bracket goes up to this income; the last one has no end. */
  upTo: number | null;
  ratePercent: number;
}

interface Part {
  from: number;
  to: number;
  ratePercent: number;
  tax: number;
}

const cents = (value: number): number => Math.round(value * 100 + 1e-7) / 100;

/** Income tax by marginal brackets, with the part that each bracket contributes. */
export function taxByBrackets(income: number, brackets: Bracket[], allowance = 0) {
  const taxable = Math.max(0, income - allowance);
  const parts: Part[] = [];
  let from = 0;
  for (const [index, { upTo, ratePercent }] of brackets.entries()) {
    if (upTo !== null && upTo <= from) throw new RangeError(`bracket ${index} must end above ${from}`);
    if (upTo === null && index < brackets.length - 1) throw new RangeError(`only the last bracket may have no end`);
    const to = Math.min(taxable, upTo ?? taxable);
    if (to > from) parts.push({ from, to, ratePercent, tax: cents(((to - from) * ratePercent) / 100) });
    from = upTo ?? from;
  }
  const covered = parts.at(-1)?.to ?? 0;
  if (covered < taxable) throw new RangeError(`no bracket covers income above ${covered}`);
  const tax = cents(parts.reduce((sum, part) => sum + part.tax, 0));
  return {
    taxable,
    tax,
    net: cents(income - tax),
    marginalPercent: parts.at(-1)?.ratePercent ?? 0,
    effectivePercent: income > 0 ? cents((tax / income) * 100) : 0,
    parts,
  };
}
