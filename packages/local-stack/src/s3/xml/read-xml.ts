/** An element of a request document. Attributes and namespaces play no part in the S3 protocol and are dropped. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement {
  name: string;
  text: string;
  children: XmlElement[];
}

const MAX_DEPTH = 16;
const TOKEN =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function withoutEntities(text: string): string | undefined {
  let isValid = true;
  const plain = text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));|&/g, (_, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
    const found = code === undefined ? entities[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    isValid &&= found !== undefined;
    return found ?? '';
  });
  return isValid ? plain : undefined;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** Puts one token on the stack of open elements; `false` when it does not fit there. */
function consume(stack: OpenElement[], [, slash, name, , empty, text]: RegExpExecArray): boolean {
  const top = stack.at(-1);
  if (text !== undefined) {
    const plain = withoutEntities(text);
    if (plain === undefined || !top) return false;
    top.text += plain;
    return true;
  }
  if (name === undefined) return true;
  if (slash) {
    const closed = stack.length > 1 ? stack.pop() : undefined;
    if (closed) stack.at(-1)?.children.push(closed);
    return closed?.name === localName(name);
  }
  if (stack.length > MAX_DEPTH) return false;
  const opened = { name: localName(name), text: '', children: [] };
  if (empty) top?.children.push(opened);
  else stack.push(opened);
  return true;
}

/** Reads a small document; `undefined` when it is malformed, too deep, or has a DTD or entities of its own. */
export function readXml(source: string): XmlElement | undefined {
  const document: OpenElement = { name: '', text: '', children: [] };
  const stack = [document];
  TOKEN.lastIndex = 0;
  const input = source.replace(/^\uFEFF/, '');
  while (TOKEN.lastIndex < input.length) {
    const token = TOKEN.exec(input);
    if (!token || !consume(stack, token)) return undefined;
  }
  const [root, ...others] = document.children;
  return stack.length === 1 && others.length === 0 && document.text.trim() === '' ? root : undefined;
}

export const childrenNamed = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** Text of the first child of that name. */
export const childText = (element: XmlElement, name: string): string | undefined =>
  element.children.find((child) => child.name === name)?.text;
