import type { Language } from '@dtr/contracts';
import { skipString } from './skip-string.ts';

/** Sizes that decide whether a recursive parser may see the code at all. */
export interface TokenScan {
  readonly tokens: number;
  /** Deepest nesting of brackets, braces, template holes and type arguments, and where it first passed the limit. */
  readonly depth: number;
  readonly tooDeepAt?: number;
  /** The innermost bracket that is open when the code ends. */
  readonly unclosedAt?: number | undefined;
  /** Words outside strings and comments that contain a character beyond ASCII. */
  readonly foreignWords: readonly { readonly start: number; readonly end: number }[];
  /** Comments, strings, pieces of templates and regular expressions, with their quotes. */
  readonly texts: readonly ScannedText[];
}

export interface ScannedText {
  readonly start: number;
  readonly end: number;
  readonly isComment: boolean;
}

/** Half of CPython's own limit for nested brackets; what people write stays below thirty. */
export const maximumDepth = 100;

const word = /[\p{ID_Start}\p{ID_Continue}$_\u200c\u200d]+/uy;
const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);

/**
 * One linear pass without recursion, so that it stands what parsers do not. It only approximates strings and regular
 * expressions: a wrong guess can miscount, never hang; parsers' own overflow is caught as well.
 */
export function scanTokens(code: string, language: Language): TokenScan {
  const state = new Scan(code, language);
  while (state.at < code.length) state.step();
  return state;
}

class Scan implements TokenScan {
  tokens = 0;
  depth = 0;
  tooDeepAt?: number;
  readonly foreignWords: { start: number; end: number }[] = [];
  readonly texts: ScannedText[] = [];
  at = 0;
  private readonly code: string;
  private readonly language: Language;
  private readonly opened: number[] = [];
  private angles = 0;
  /** Levels at which a template hole `${` was opened; its `}` leads back into the template. */
  private readonly holes: number[] = [];
  private previous = '';

  constructor(code: string, language: Language) {
    this.code = code;
    this.language = language;
  }

  step(): void {
    const character = this.code.charAt(this.at);
    if (/\s/.test(character)) {
      this.at += 1;
      return;
    }
    const end = skipString(this.code, this.at, this.language, this.previous);
    if (end !== undefined) this.leap(end);
    else if (!this.readWord()) this.readMark(character);
  }

  /** Over a comment, string, regular expression or up to the next hole of a template. */
  private leap({ end, hole, isComment }: { end: number; hole: boolean; isComment: boolean }): void {
    this.texts.push({ start: this.at, end, isComment });
    this.at = end;
    if (isComment) return;
    this.tokens += 1;
    this.previous = '"';
    if (hole) {
      this.open();
      this.holes.push(this.level);
      this.previous = '{';
    }
  }

  private readWord(): boolean {
    word.lastIndex = this.at;
    const [found] = word.exec(this.code) ?? [];
    if (found === undefined) return false;
    this.tokens += 1;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is meant, control characters included.
    if (/[^\x00-\x7f]/.test(found)) this.foreignWords.push({ start: this.at, end: this.at + found.length });
    this.at += found.length;
    this.previous = found;
    return true;
  }

  private readMark(character: string): void {
    this.tokens += 1;
    this.at += 1;
    if (opening.has(character)) this.open();
    else if (closing.has(character)) this.close(character);
    else if (this.language === 'typescript') this.countAngle(character);
    this.previous = character;
  }

  private get level(): number {
    return this.opened.length;
  }

  get unclosedAt(): number | undefined {
    return this.opened.at(-1);
  }

  private open(): void {
    this.opened.push(this.at - 1);
    this.note();
  }

  private close(character: string): void {
    const endsHole = character === '}' && this.holes.at(-1) === this.level;
    this.opened.pop();
    this.angles = 0;
    if (!endsHole) return;
    this.holes.pop();
    const rest = skipString(this.code, this.at, this.language, '`');
    if (rest) this.leap(rest);
  }

  /** `<` may be "less than": it only counts until a statement or bracket ends. */
  private countAngle(character: string): void {
    if (character === '<') this.angles += 1;
    else if (character === '>') this.angles = Math.max(0, this.angles - 1);
    else if (character === ';') this.angles = 0;
    this.note();
  }

  private note(): void {
    this.depth = Math.max(this.depth, this.level + this.angles);
    if (this.depth > maximumDepth) this.tooDeepAt ??= Math.max(0, this.at - 1);
  }
}
