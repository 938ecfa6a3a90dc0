import { numbersIn, textOf, textOfCodes } from './character-codes.ts';
import type { Fold } from './fold.ts';
import type { Paths } from './paths.ts';
import type { PyExpression, PyOf } from './tree.ts';

const maximumChars = 10_000;
const maximumDepth = 8;

/** What decoding needs to know of the code. */
export interface DecodingFacts {
  readonly fold: Fold;
  readonly paths: Paths;
  /** What a name was assigned, when nothing changed it since. */
  table(node: PyExpression): PyExpression;
}

/**
 * The text that a decoding call comes to when everything in it is constant: chr, base64, hexadecimal, lists of
 * character codes. Absent for anything else.
 */
export function decodedText(node: PyOf<'Call'>, facts: DecodingFacts): string | undefined {
  const { func } = node;
  const [first] = node.args;
  if (facts.paths.originOf(func) === 'builtins.chr')
    return first?.nodeType === 'Constant' ? textOf([Number(first.value)]) : undefined;
  if (func.nodeType !== 'Attribute') return undefined;
  if (func.attr === 'join') return first && textOfCodes(first, facts);
  if (func.attr !== 'decode') return undefined;
  return toText(decodedBytes(func.value, facts));
}

/** The same for a call that gives bytes. */
export const decodedBytesText = (node: PyExpression, facts: DecodingFacts) => toText(decodedBytes(node, facts));

const toText = (bytes: Buffer | undefined) =>
  bytes && bytes.length <= maximumChars ? bytes.toString('utf8') : undefined;

const encodings = new Map<string, BufferEncoding>([
  ['base64.b64decode', 'base64'],
  ['base64.standard_b64decode', 'base64'],
  ['base64.urlsafe_b64decode', 'base64url'],
  ['base64.decodebytes', 'base64'],
  ['base64.b16decode', 'hex'],
  ['binascii.unhexlify', 'hex'],
  ['binascii.a2b_base64', 'base64'],
  ['builtins.bytes.fromhex', 'hex'],
  ['builtins.bytearray.fromhex', 'hex'],
]);

function decodedBytes(node: PyExpression, facts: DecodingFacts, depth = 0): Buffer | undefined {
  if (depth > maximumDepth) return undefined;
  const value = facts.table(node);
  if (value.nodeType === 'Constant') return ofConstant(value);
  if (value.nodeType === 'Subscript') return reversed(value, facts, depth);
  const [first] = value.nodeType === 'Call' ? value.args : [];
  if (value.nodeType !== 'Call' || !first) return undefined;
  const origin = facts.paths.originOf(value.func) ?? '';
  if (origin === 'builtins.bytes' || origin === 'builtins.bytearray')
    return ofNumbers(facts.table(first)) ?? decodedBytes(first, facts, depth + 1);
  const encoding = encodings.get(origin);
  if (!encoding) return undefined;
  const [text, ...others] = facts.fold(first) ?? [];
  const isKnown = others.length === 0 && text !== undefined;
  const encoded = isKnown ? text : decodedBytes(first, facts, depth + 1)?.toString('latin1');
  return encoded === undefined ? undefined : Buffer.from(encoded.replaceAll(/\s/g, ''), encoding);
}

const ofConstant = ({ value, quote_style: quotes }: PyOf<'Constant'>) =>
  typeof value === 'string' && /b/i.test(quotes ?? '') ? Buffer.from(value, 'latin1') : undefined;

function reversed({ value, slice }: PyOf<'Subscript'>, facts: DecodingFacts, depth: number): Buffer | undefined {
  if (slice.nodeType !== 'Slice' || slice.lower || slice.upper || slice.step?.nodeType !== 'UnaryOp') return undefined;
  return decodedBytes(value, facts, depth + 1)?.reverse();
}

function ofNumbers(node: PyExpression): Buffer | undefined {
  const text = textOf(numbersIn(node));
  return text === undefined ? undefined : Buffer.from(text, 'latin1');
}
