import type { Setting } from './read-settings.ts';

export const text = (variable: string, accepts: string): Setting<string> => ({
  variable,
  accepts,
  parse: (value) => value,
});

export const oneOf = <const T extends string>(variable: string, values: readonly T[]): Setting<T> => ({
  variable,
  accepts: `one of ${values.join(', ')}`,
  parse: (value) => values.find((candidate) => candidate === value),
});

/** Texts separated by commas; spaces around them do not count. */
export const list = (variable: string, accepts: string): Setting<readonly string[]> => ({
  variable,
  accepts: `${accepts}, separated by commas`,
  parse: (value) => {
    const items = value.split(',').map((item) => item.trim());
    return items.every((item) => item !== '') ? items : undefined;
  },
});

/** A secret of fixed length in base64. */
export const key = (variable: string, bytes: number): Setting<Buffer> => ({
  variable,
  accepts: `base64 of exactly ${bytes} bytes`,
  parse: (value) => {
    const decoded = Buffer.from(value, 'base64');
    return decoded.length === bytes && /^[A-Za-z0-9+/]+={0,2}$/.test(value) ? decoded : undefined;
  },
});

/** Digits alone. */
export const wholeNumber = (
  variable: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): Setting<number> => ({
  variable,
  accepts: `a whole number from ${minimum} to ${maximum}`,
  parse: (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    return number >= minimum && number <= maximum ? number : undefined;
  },
});

/** The same setting, with what its absence means. */
export const optional = <T, Absent>(setting: Setting<T>, value: Absent): Setting<T | Absent> => ({
  ...setting,
  absent: { value },
});
