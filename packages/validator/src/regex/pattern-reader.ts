import { UnreadableRegex } from './regex-tree.ts';

/** A place in the text of a pattern. Works on UTF-16 units; code points are put together where characters are read. */
export class PatternReader {
  at = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Goes over the text when it stands here. */
  take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new UnreadableRegex(`${text} is missing at ${this.at}`);
  }

  /** One character; throws at the end. */
  next(): string {
    const codePoint = this.text.codePointAt(this.at);
    if (codePoint === undefined) throw new UnreadableRegex('The pattern ends too early.');
    const character = String.fromCodePoint(codePoint);
    this.at += character.length;
    return character;
  }

  /** What a sticky pattern finds here; it must match from a start that `lastIndex` gives. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at += found[0].length;
    return found;
  }
}
