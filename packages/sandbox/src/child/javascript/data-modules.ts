import { type Modules, noModule } from './machine.ts';
import { stripTypes, TypeStrippingError } from './strip-types.ts';

/** `data:`, a type, `;base64` or not, the text. Parameters such as a charset are passed over: texts are UTF-8. */
const dataUrl = /^data:((?:text|application)\/(javascript|typescript))((?:;[^,;]+)*),(.*)$/s;
/** Longer names would make every stack long; this many characters are kept of both ends, as Deno shows them. */
const shownChars = 20;

/** Modules whose source stands in their own name (`import('data:text/javascript,…')`), as other runtimes have them. There are no others. */
export function createDataModules(): Modules {
  const sources = new Map<string, string>();
  return {
    nameOf(_importer, specifier) {
      const name = shortNameOf(specifier, sources);
      sources.set(name, specifier);
      return name;
    },
    load: (name) => sourceOf(sources.get(name) ?? name, name),
  };
}

/** Two that look the same when they are short are two all the same. */
function shortNameOf(specifier: string, taken: ReadonlyMap<string, string>): string {
  const comma = specifier.indexOf(',') + 1;
  const text = specifier.slice(comma);
  const isLong = comma > 0 && text.length > 3 * shownChars;
  const short = isLong
    ? `${specifier.slice(0, comma)}${text.slice(0, shownChars)}......${text.slice(-shownChars)}`
    : specifier;
  let name = short;
  for (let count = 2; taken.has(name) && taken.get(name) !== specifier; count += 1) name = `${short}~${count}`;
  return name;
}

function sourceOf(specifier: string, name: string): string | { readonly error: Error } {
  const [, , language, parameters = '', text = ''] = dataUrl.exec(specifier) ?? [];
  if (language === undefined) return noModule(name);
  try {
    const isBase64 = parameters.endsWith(';base64');
    const source = isBase64 ? Buffer.from(text, 'base64').toString('utf8') : decodeURIComponent(text);
    return language === 'typescript' ? stripTypes(source) : source;
  } catch (error) {
    return { error: unreadable(error, name) };
  }
}

/** In the words of Deno, whose users read them too. */
function unreadable(error: unknown, name: string): Error {
  if (!(error instanceof TypeStrippingError)) return new SyntaxError(`The module's name cannot be decoded: ${name}`);
  const place = error.line === undefined ? '' : ` at ${name}:${error.line}:1`;
  return new SyntaxError(`The module's source code could not be parsed: ${error.message}${place}`);
}
