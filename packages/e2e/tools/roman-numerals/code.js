const SYMBOLS = [
  ['M', 1000], ['CM', 900], ['D', 500], ['CD', 400], ['C', 100], ['XC', 90],
  ['L', 50], ['XL', 40], ['X', 10], ['IX', 9], ['V', 5], ['IV', 4], ['I', 1],
];

const toRoman = (number) => {
  let text = '';
  for (const [symbol, value] of SYMBOLS) {
    text += symbol.repeat(Math.floor(number / value));
    number %= value;
  }
  return text;
};

const fromRoman = (text) => {
  let [rest, number] = [text, 0];
  for (const [symbol, value] of SYMBOLS) {
    while (rest.startsWith(symbol)) {
      number += value;
      rest = rest.slice(symbol.length);
    }
  }
  // Writing it again refuses forms such as IIII or VX.
  if (rest !== '' || toRoman(number) !== text) throw new Error(`"${text}" is not a Roman numeral`);
  return number;
};

/** Converts between numbers (1 to 3999) and Roman numerals, either way. */
function handler(input) {
  const value = input.value;
  if (typeof value === 'string') return { roman: value.toUpperCase(), number: fromRoman(value.toUpperCase()) };
  if (value < 1 || value > 3999) throw new RangeError(`Roman numerals go from 1 to 3999, not ${value}`);
  return { roman: toRoman(value), number: value };
}
