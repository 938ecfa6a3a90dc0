interface Series {
  /** The observations in order of time; null marks a gap. */
  values: (number | null)[];
  /** Observations in one window. */
  window: number;
  /** `simple` weighs all alike, `weighted` newer ones more, `exponential` never quite forgets. */
  kind?: 'simple' | 'weighted' | 'exponential';
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function windowed(values: (number | null)[], window: number, weightOf: (age: number) => number): (number | null)[] {
  return values.map((_, end) => {
    if (end + 1 < window) return null;
    let [sum, weights] = [0, 0];
    for (let age = 0; age < window; age += 1) {
      const value = values[end - age];
      if (value === null || value === undefined) continue;
      sum += value * weightOf(age);
      weights += weightOf(age);
    }
    return weights === 0 ? null : rounded(sum / weights);
  });
}

function exponential(values: (number | null)[], window: number): (number | null)[] {
  const alpha = 2 / (window + 1);
  let average: number | null = null;
  return values.map((value) => {
    if (value !== null) average = average === null ? value : average + alpha * (value - average);
    return average === null ? null : rounded(average);
  });
}

/** Smooths a series of numbers; places without enough observations are null. */
export function movingAverage(series: Series): (number | null)[] {
  const { values, window, kind = 'simple' } = series;
  if (!Number.isInteger(window) || window < 1) throw new RangeError('window must be a whole number from 1');
  if (kind === 'exponential') return exponential(values, window);
  return windowed(values, window, kind === 'weighted' ? (age) => window - age : () => 1);
}
