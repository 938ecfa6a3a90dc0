type Network = 'visa' | 'mastercard' | 'amex' | 'discover' | 'unknown';

function digitSum(digits: string): number {
  return [...digits].reverse().reduce((sum, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
}

function networkOf(digits: string): Network {
  const [two, four] = [Number(digits.slice(0, 2)), Number(digits.slice(0, 4))];
  if (digits.startsWith('4')) return 'visa';
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return 'mastercard';
  if (two === 34 || two === 37) return 'amex';
  return four === 6011 || two === 65 ? 'discover' : 'unknown';
}

/**
 * Checks a number with a Luhn check digit, such as a card number, and gives the digit that would be right.
 * @param number The number; spaces and hyphens are ignored.
 */
function checkLuhn(number: string): { valid: boolean; network: Network; masked: string; checkDigit: number } {
  const digits = number.replace(/[\s-]/g, '');
  if (!/^\d{2,32}$/.test(digits)) throw new Error('number must hold 2 to 32 digits, with spaces or hyphens at most');
  const checkDigit = (10 - (digitSum(`${digits.slice(0, -1)}0`) % 10)) % 10;
  return {
    valid: digitSum(digits) % 10 === 0,
    network: networkOf(digits),
    masked: digits.slice(-4).padStart(digits.length, '*'),
    checkDigit,
  };
}
