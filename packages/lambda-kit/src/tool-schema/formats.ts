import type { Format } from 'ajv';
import { bounds } from './bounds.ts';
import { formatNames } from './format-names.ts';

type Check = (text: string) => boolean;

/** The formats that are checked, each on strings of bounded length: a longer one does not have the format. */
export function boundedFormats(all: Readonly<Record<string, Format>>): Readonly<Record<string, Check>> {
  return Object.fromEntries([...formatNames].map((name) => [name, bounded(checkOf(name, all[name]))]));
}

function checkOf(name: string, format: Format | undefined): Check {
  const inner = typeof format === 'object' && !(format instanceof RegExp) ? format.validate : format;
  if (inner instanceof RegExp) return (text) => inner.test(text);
  if (typeof inner === 'function') return inner as Check;
  throw new Error(`The library of formats has no ${name}.`);
}

function bounded(check: Check): Check {
  return (text) => text.length <= bounds.formatChars && check(text);
}
