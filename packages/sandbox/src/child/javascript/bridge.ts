import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { formatWithIntl, localize } from './intl-bridge.ts';

type Operation = (value: never) => unknown;

/**
 * What code in the interpreter may ask of its host: pure functions over texts and numbers, and chance. Values cross as
 * JSON text in both directions, so no object of one side is ever seen by the other.
 */
const operations: Readonly<Record<string, Operation>> = {
  'url.read': ({ url, base }: { url: string; base?: string }) => partsOf(new URL(url, base)),
  'url.write': ({ url, name, value }: { url: string; name: string; value: string }) => {
    const target = new URL(url);
    if (isUrlPart(name)) target[name] = value;
    return partsOf(target);
  },
  'query.read': (text: string) => [...new URLSearchParams(text)],
  'query.write': (pairs: [string, string][]) => new URLSearchParams(pairs).toString(),
  'random.uuid': () => randomUUID(),
  'random.bytes': (count: number) => randomBytes(Math.min(65_536, Math.max(0, Math.trunc(count)))).toString('hex'),
  digest: ({ name, hex }: { name: string; hex: string }) => digest(name, hex),
  intl: formatWithIntl,
  'intl.canonical': (locales: string[]) => Intl.getCanonicalLocales(locales),
  'intl.values': (key: string) => Intl.supportedValuesOf(key as 'timeZone'),
  localize,
  case: ({ text, locales, isUpper }: { text: string; locales: string[]; isUpper: boolean }) =>
    isUpper ? text.toLocaleUpperCase(locales) : text.toLocaleLowerCase(locales),
};

/** Answers `{"result": …}` or `{"error": {name, message}}`, both as JSON text. Never throws. */
export function answerBridge(operation: string, valueJson: string): string {
  try {
    const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (!run) throw new TypeError(`There is no operation ${operation}.`);
    return JSON.stringify({ result: run(JSON.parse(valueJson) as never) });
  } catch (error) {
    const { name, message } = error as Error;
    return JSON.stringify({ error: { name, message } });
  }
}

const urlParts = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;

function isUrlPart(name: string): name is (typeof urlParts)[number] {
  return (urlParts as readonly string[]).includes(name);
}

function partsOf(url: URL): Record<string, string> {
  return { origin: url.origin, ...Object.fromEntries(urlParts.map((name) => [name, url[name]])) };
}

const digests: Readonly<Record<string, string>> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function digest(name: string, hex: string): string {
  const algorithm = digests[name.toUpperCase()];
  if (!algorithm) throw new TypeError(`The digest ${name} is not supported; ${Object.keys(digests).join(', ')} are.`);
  return createHash(algorithm).update(Buffer.from(hex, 'hex')).digest('hex');
}
