/**
 * Looks up an exchange rate.
 * @param {string} from - Currency code.
 * @param {string} to - Currency code.
 * @returns {Promise<number>}
 */
async function exchangeRate(from, to) {
  const response = await fetch(`https://rates.example.com/latest?base=${from}`);
  const { rates } = await response.json();
  return rates[to];
}
