/** Factor to the base unit of the quantity, and for temperatures the offset added before it. */
const UNITS: Record<string, [quantity: string, factor: number, offset?: number]> = {
  mm: ['length', 0.001], cm: ['length', 0.01], m: ['length', 1], km: ['length', 1000],
  in: ['length', 0.0254], ft: ['length', 0.3048], yd: ['length', 0.9144], mi: ['length', 1609.344], nmi: ['length', 1852],
  mg: ['mass', 0.000001], g: ['mass', 0.001], kg: ['mass', 1], t: ['mass', 1000], oz: ['mass', 0.028349523125], lb: ['mass', 0.45359237],
  ml: ['volume', 0.001], l: ['volume', 1], gal: ['volume', 3.785411784], pt: ['volume', 0.473176473], cup: ['volume', 0.2365882365],
  K: ['temperature', 1], C: ['temperature', 1, 273.15], F: ['temperature', 5 / 9, 459.67],
  's': ['time', 1], min: ['time', 60], h: ['time', 3600], d: ['time', 86400],
  'm/s': ['speed', 1], 'km/h': ['speed', 1 / 3.6], mph: ['speed', 0.44704], kn: ['speed', 1852 / 3600],
  B: ['data', 1], kB: ['data', 1000], MB: ['data', 1e6], GB: ['data', 1e9], KiB: ['data', 1024], MiB: ['data', 1048576], GiB: ['data', 1073741824],
};

interface Conversion {
  value: number;
  from: string;
  to: string;
}

const unitOf = (name: string) => {
  const unit = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
  if (!unit) throw new Error(`unknown unit "${name}"; known are ${Object.keys(UNITS).join(', ')}`);
  return unit;
};

/** Converts a measurement between units of the same quantity, to twelve significant digits. */
export function convertUnits(input: Conversion): { value: number; unit: string; quantity: string } {
  const [quantity, factor, offset = 0] = unitOf(input.from);
  const [wanted, divisor, shift = 0] = unitOf(input.to);
  if (quantity !== wanted) throw new Error(`${input.from} measures ${quantity}, ${input.to} measures ${wanted}`);
  const value = ((input.value + offset) * factor) / divisor - shift;
  return { value: Number(value.toPrecision(12)), unit: input.to, quantity };
}
