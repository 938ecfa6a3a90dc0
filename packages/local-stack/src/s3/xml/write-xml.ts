/** Text, a list of equal elements, or children by name; `undefined` leaves the element out. */
export type XmlContent =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlContent[]
  | { readonly [name: string]: XmlContent };

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters go as references, as S3 sends them; clients that cannot read those ask for `encoding-type=url`. */
const escapeText = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold any character.
  text.replace(/[&<>"\u0000-\u001f]/g, (found) => entities[found] ?? `&#x${found.charCodeAt(0).toString(16)};`);

function element(name: string, content: XmlContent): string {
  if (content === undefined) return '';
  if (Array.isArray(content)) return content.map((item: XmlContent) => element(name, item)).join('');
  return `<${name}>${children(content)}</${name}>`;
}

function children(content: XmlContent): string {
  if (typeof content !== 'object') return escapeText(String(content ?? ''));
  return Object.entries(content)
    .map(([name, child]) => element(name, child))
    .join('');
}

export interface XmlDocument {
  readonly root: string;
  readonly content: XmlContent;
  /** Error documents carry no namespace. */
  readonly isPlain?: boolean;
}

export function writeXml({ root, content, isPlain = false }: XmlDocument): string {
  const attribute = isPlain ? '' : ` xmlns="${NAMESPACE}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${children(content)}</${root}>`;
}
