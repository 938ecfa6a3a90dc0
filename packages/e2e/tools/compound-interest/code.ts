/** One year of a savings plan. */
interface Year {
  year: number;
  contributed: number;
  interest: number;
  balance: number;
}

interface Plan {
  balance: number;
  contributed: number;
  interest: number;
  /** Effective yearly rate in percent. */
  effectiveRate: number;
  years: Year[];
}

const cents = (value: number): number => Math.round((value + Number.EPSILON) * 100) / 100;

/**
 * Projects savings with compound interest and regular deposits at the end of each period.
 * @param principal Amount at the start.
 * @param annualRatePercent Nominal yearly rate in percent.
 * @param years Whole years, at most 100.
 * @param periodsPerYear How often interest is added: 1, 2, 4, 12 or 365.
 * @param deposit Amount added at the end of each period.
 */
export default function compoundInterest(
  principal: number,
  annualRatePercent: number,
  years: number,
  periodsPerYear: 1 | 2 | 4 | 12 | 365 = 12,
  deposit: number = 0,
): Plan {
  if (!Number.isInteger(years) || years < 0 || years > 100) throw new RangeError('years must be whole, from 0 to 100');
  const rate = annualRatePercent / 100 / periodsPerYear;
  let balance = principal;
  const rows = Array.from({ length: years }, (_, index): Year => {
    const before = balance;
    for (let period = 0; period < periodsPerYear; period += 1) balance += balance * rate + deposit;
    const contributed = deposit * periodsPerYear;
    return { year: index + 1, contributed: cents(contributed), interest: cents(balance - before - contributed), balance: cents(balance) };
  });
  const contributed = principal + deposit * periodsPerYear * years;
  return {
    balance: cents(balance),
    contributed: cents(contributed),
    interest: cents(balance - contributed),
    effectiveRate: Math.round(((1 + rate) ** periodsPerYear - 1) * 1e8) / 1e6,
    years: rows,
  };
}
