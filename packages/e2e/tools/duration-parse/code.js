const UNITS = new Map([
  ['w', 604_800_000], ['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['min', 60_000], ['s', 1_000], ['ms', 1],
]);
const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

const sum = (parts) => parts.reduce((total, [amount, unit]) => total + Number(amount ?? 0) * UNITS.get(unit), 0);

function millisecondsOf(text) {
  const iso = ISO.exec(text.toUpperCase());
  if (iso && /\d/.test(text)) return sum([[iso[1], 'w'], [iso[2], 'd'], [iso[3], 'h'], [iso[4], 'm'], [iso[5], 's']]);
  const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (clock) return sum([[clock[1], 'h'], [clock[2], 'm'], [clock[3], 's']]);
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/gi)];
  const isWhole = parts.length > 0 && parts.map(([whole]) => whole).join('') === text;
  if (!isWhole || parts.some(([, , unit]) => !UNITS.has(unit.toLowerCase()))) {
    throw new Error(`"${text}" is not a duration; write 1h 30m, 01:30 or PT1H30M`);
  }
  return sum(parts.map(([, amount, unit]) => [amount, unit.toLowerCase()]));
}

function words(milliseconds) {
  const parts = [];
  for (const [unit, size] of [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000]]) {
    if (milliseconds >= size) parts.push(`${Math.floor(milliseconds / size)}${unit}`);
    milliseconds %= size;
  }
  if (milliseconds > 0 || parts.length === 0) parts.push(`${milliseconds / 1000}s`);
  return parts.join(' ');
}

/**
 * Reads durations such as "1h 30m", "01:30:00" or "PT1H30M" and adds them up.
 * @param {string[]} durations
 * @returns {Promise<{seconds: number, text: string, each: number[]}>} Seconds in total and for each.
 */
async function parseDurations(durations) {
  const each = await Promise.all(durations.map(async (text) => Math.round(millisecondsOf(text.trim()))));
  const total = each.reduce((left, right) => left + right, 0);
  return { seconds: total / 1000, text: words(total), each: each.map((value) => value / 1000) };
}
