import type { Fold } from './fold.ts';
import type { Paths } from './paths.ts';
import type { PyExpression, PyOf } from './tree.ts';

const maximumChars = 10_000;
const maximumDepth = 8;

/**
 * The text that a decoding call comes to when everything in it is constant: chr, base64, hexadecimal, lists of
 * character codes. Absent for anything else.
 */
export function decodedText(node: PyOf<'Call'>, fold: Fold, paths: Paths): string | undefined {
  const { func } = node;
  const [first] = node.args;
  if (paths.originOf(func) === 'builtins.chr') return first && fromCodes([first]);
  if (func.nodeType !== 'Attribute') return undefined;
  if (func.attr === 'join') return first && ofCodes(first, paths);
  if (func.attr !== 'decode') return undefined;
  const bytes = bytesOf(func.value, { fold, paths }, 0);
  return bytes && bytes.length <= maximumChars ? bytes.toString('utf8') : undefined;
}

interface Facts {
  readonly fold: Fold;
  readonly paths: Paths;
}

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

function bytesOf(node: PyExpression, facts: Facts, depth: number): Buffer | undefined {
  if (depth > maximumDepth) return undefined;
  if (node.nodeType === 'Constant' && typeof node.value === 'string' && /b/i.test(node.quote_style ?? ''))
    return Buffer.from(node.value, 'latin1');
  if (node.nodeType === 'Subscript') return reversed(node, facts, depth);
  if (node.nodeType !== 'Call') return undefined;
  const origin = facts.paths.originOf(node.func) ?? '';
  const [first] = node.args;
  if (!first) return undefined;
  if (origin === 'builtins.bytes' || origin === 'builtins.bytearray')
    return bytesOfCodes(first) ?? bytesOf(first, facts, depth + 1);
  const encoding = encodings.get(origin);
  if (!encoding) return undefined;
  const [text, ...others] = facts.fold(first) ?? [];
  const encoded =
    others.length === 0 && text !== undefined ? text : bytesOf(first, facts, depth + 1)?.toString('latin1');
  return encoded === undefined ? undefined : Buffer.from(encoded.replaceAll(/\s/g, ''), encoding);
}

function reversed({ value, slice }: PyOf<'Subscript'>, facts: Facts, depth: number): Buffer | undefined {
  if (slice.nodeType !== 'Slice' || slice.lower || slice.upper || slice.step?.nodeType !== 'UnaryOp') return undefined;
  return bytesOf(value, facts, depth + 1)?.reverse();
}

/** `map(chr, [111, 115])` and `chr(code) for code in [111, 115]`. */
function ofCodes(node: PyExpression, paths: Paths): string | undefined {
  if (node.nodeType === 'Call' && paths.originOf(node.func) === 'builtins.map') {
    const [by, codes] = node.args;
    return by && codes && paths.originOf(by) === 'builtins.chr' ? fromCodes(elementsOf(codes)) : undefined;
  }
  if (node.nodeType !== 'GeneratorExp' && node.nodeType !== 'ListComp') return undefined;
  const [generator, ...others] = node.generators;
  const { elt } = node;
  if (!generator || others.length > 0 || generator.ifs.length > 0 || elt.nodeType !== 'Call') return undefined;
  const [code] = elt.args;
  const isPlain = code?.nodeType === 'Name' && generator.target.nodeType === 'Name' && code.id === generator.target.id;
  return isPlain && paths.originOf(elt.func) === 'builtins.chr' ? fromCodes(elementsOf(generator.iter)) : undefined;
}

const elementsOf = (node: PyExpression): readonly PyExpression[] =>
  node.nodeType === 'List' || node.nodeType === 'Tuple' ? node.elts : [];

function bytesOfCodes(node: PyExpression): Buffer | undefined {
  const text = fromCodes(elementsOf(node));
  return text === undefined ? undefined : Buffer.from(text, 'latin1');
}

function fromCodes(nodes: readonly PyExpression[]): string | undefined {
  if (nodes.length === 0 || nodes.length > maximumChars) return undefined;
  const codes = nodes.map((node) => (node.nodeType === 'Constant' && typeof node.value === 'number' ? node.value : -1));
  if (codes.some((code) => !Number.isInteger(code) || code < 0 || code > 0x10_ffff)) return undefined;
  return codes.map((code) => String.fromCodePoint(code)).join('');
}
