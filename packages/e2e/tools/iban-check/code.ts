interface IbanResult {
  valid: boolean;
  country: string | null;
  formatted: string | null;
  problem: string | null;
}

const LENGTHS: Record<string, number> = {
  AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22, GR: 27, HR: 21,
  HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24,
  SE: 24, SI: 19, SK: 24,
};

/** Remainder by 97 in pieces, so that no number grows beyond what is exact. */
function remainder(iban: string): number {
  const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((character) => parseInt(character, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}

function problemOf(iban: string): string | null {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return 'must be two letters, two digits, then letters and digits';
  const wanted = LENGTHS[iban.slice(0, 2)];
  if (wanted === undefined) return `country ${iban.slice(0, 2)} is not known`;
  if (iban.length !== wanted) return `${iban.slice(0, 2)} has ${wanted} characters, this one has ${iban.length}`;
  return remainder(iban) === 1 ? null : 'check digits do not match';
}

/**
 * Checks international bank account numbers: form, length for the country, check digits.
 * @param ibans Numbers with or without spaces.
 */
export async function checkIbans(ibans: string[]): Promise<IbanResult[]> {
  return Promise.all(
    ibans.map(async (text) => {
      const iban = text.replace(/\s/g, '').toUpperCase();
      const problem = problemOf(iban);
      if (problem !== null) return { valid: false, country: null, formatted: null, problem };
      return { valid: true, country: iban.slice(0, 2), formatted: iban.replace(/(.{4})(?=.)/g, '$1 '), problem };
    }),
  );
}
