/** A number that JSON cannot hold travels under a name. */
type Scalar = string | number | { readonly bigint: string } | { readonly number: string };
type Operand = Scalar | readonly string[];

interface FormatRequest {
  readonly kind: string;
  readonly locales: string[];
  readonly options: object;
  readonly method: string;
  readonly operands: readonly Operand[];
}

/** The formats that may be used, each with the only methods of it that may be called. */
const formats: Readonly<Record<string, readonly string[]>> = {
  NumberFormat: ['format', 'formatToParts', 'formatRange', 'formatRangeToParts'],
  DateTimeFormat: ['format', 'formatToParts', 'formatRange', 'formatRangeToParts'],
  Collator: ['compare'],
  PluralRules: ['select', 'selectRange'],
  RelativeTimeFormat: ['format', 'formatToParts'],
  ListFormat: ['format', 'formatToParts'],
  DisplayNames: ['of'],
  Segmenter: ['segment'],
};

type Format = Record<string, (...operands: unknown[]) => unknown>;
type FormatClass = {
  new (locales: string[], options: object): Format;
  supportedLocalesOf(locales: string[]): string[];
};

/** Making a format takes far longer than using it. Emptied for each run, so that no run sees what another has used. */
const cache = new Map<string, Format>();
const mostFormats = 200;

export function forgetFormats(): void {
  cache.clear();
}

export function formatWithIntl({ kind, locales, options, method, operands }: FormatRequest): unknown {
  const methods = Object.hasOwn(formats, kind) ? formats[kind] : undefined;
  if (!methods) throw new TypeError(`Intl.${kind} is not supported.`);
  const Class = (Intl as unknown as Record<string, FormatClass>)[kind];
  if (!Class) throw new TypeError(`Intl.${kind} is not supported.`);
  if (method === 'supportedLocalesOf') return Class.supportedLocalesOf(locales);
  const format = formatOf(Class, kind, locales, options);
  if (method === 'resolvedOptions') return format.resolvedOptions?.();
  if (!methods.includes(method)) throw new TypeError(`Intl.${kind} has no method ${method}.`);
  const result = format[method]?.(...operands.map(operandOf));
  return kind === 'Segmenter' ? [...(result as Iterable<unknown>)] : (result ?? null);
}

function formatOf(Class: FormatClass, kind: string, locales: string[], options: object): Format {
  const key = JSON.stringify([kind, locales, options]);
  const known = cache.get(key);
  if (known) return known;
  if (cache.size >= mostFormats) cache.clear();
  const format = new Class(locales, options);
  cache.set(key, format);
  return format;
}

function operandOf(operand: Operand): unknown {
  if (typeof operand !== 'object' || Array.isArray(operand)) return operand;
  return scalarOf(operand as Scalar);
}

function scalarOf(value: Scalar): string | number | bigint {
  if (typeof value !== 'object') return value;
  return 'bigint' in value ? BigInt(value.bigint) : Number(value.number);
}

interface LocalizeRequest {
  readonly kind: 'date' | 'number';
  readonly method: string;
  readonly value: Scalar;
  readonly locales: string[];
  readonly options: object;
}

const dateMethods = ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const;

/** The methods of dates and numbers that format by locale. */
export function localize({ kind, method, value, locales, options }: LocalizeRequest): string {
  const scalar = scalarOf(value);
  if (kind === 'number') return (scalar as number).toLocaleString(locales, options);
  const known = dateMethods.find((candidate) => candidate === method);
  if (!known) throw new TypeError(`Dates have no method ${method}.`);
  return new Date(Number(scalar))[known](locales, options);
}
