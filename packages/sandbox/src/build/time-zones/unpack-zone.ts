/** A stretch of time during which a zone's clocks did not change. */
export interface Period {
  /** Last instant, in Unix seconds, that no longer belongs to it; infinite for the last period. */
  readonly untilSeconds: number;
  /** East of Greenwich is positive. */
  readonly offsetSeconds: number;
  readonly abbreviation: string;
}

export interface Zone {
  readonly name: string;
  /** In order; at least one. */
  readonly periods: readonly Period[];
}

/** Reads one line of moment-timezone's packed form of the IANA database: name, abbreviations, offsets, order, ends. */
export function unpackZone(packed: string): Zone {
  const [name = '', abbreviations = '', offsets = '', order = '', ends = ''] = packed.split('|');
  const labels = abbreviations.split(' ');
  const minutesWest = offsets.split(' ').map(fromBase60);
  const lengths = ends === '' ? [] : ends.split(' ').map(fromBase60);
  let minutes = 0;
  const periods = [...order].map((digit, index) => {
    const kind = fromBase60(digit);
    const length = lengths[index];
    minutes += length ?? 0;
    return {
      untilSeconds: length === undefined ? Number.POSITIVE_INFINITY : Math.round(minutes * 60),
      offsetSeconds: -Math.round((minutesWest[kind] ?? 0) * 60),
      abbreviation: labels[kind] ?? '',
    };
  });
  return { name, periods };
}

/** Digits are 0-9, a-z, A-X; a fraction follows a point; all in minutes. */
function fromBase60(text: string): number {
  const isNegative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const integer = [...whole].reduce((value, digit) => value * 60 + digitOf(digit), 0);
  const rest = [...fraction].reduce((value, digit, index) => value + digitOf(digit) / 60 ** (index + 1), 0);
  return isNegative ? -(integer + rest) : integer + rest;
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX';

function digitOf(character: string): number {
  const value = digits.indexOf(character);
  if (value < 0) throw new RangeError(`${JSON.stringify(character)} is not a digit of base 60.`);
  return value;
}
