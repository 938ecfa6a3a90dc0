import { add, multiply } from '../../analysis/intervals/arithmetic.ts';
import { atLeast, exactly, type Interval, onlyValue, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { noteBytes, noteSize } from './limits.ts';
import type { Place } from './machine.ts';
import type { Site } from './operators.ts';
import { type Arguments, textOf, textOfLength, type Value } from './value.ts';

/** The first number in a format specification that is a width or a precision. */
const specification = /^(?:.?[<>=^])?[-+ ]?z?#?0?(\d+)?[,_]?(?:\.(\d+))?/s;

/** Characters that a format specification asks for at least. */
export function widthOf(spec: string): number {
  const [, width = '0', precision = '0'] = specification.exec(spec) ?? [];
  return Math.max(Number(width), Number(precision));
}

export function evaluateJoined(node: PyOf<'JoinedStr'>, place: Place): Value {
  const { machine } = place;
  let length: Interval = exactly(0);
  let text: string | undefined = '';
  for (const part of node.values) {
    const value = partOf(part, place);
    length = add(length, value.kind === 'text' ? value.length : zeroOrMore);
    text = text !== undefined && value.kind === 'text' && value.text !== undefined ? text + value.text : undefined;
  }
  const result: Value = { kind: 'text', length, ...(text !== undefined && text.length <= 256 ? { text } : {}) };
  return noteBytes(result, { node, machine });
}

function partOf(part: PyExpression, place: Place): Value {
  if (part.nodeType === 'FormattedValue') return formatted(part, place);
  const { machine, env, frame } = place;
  const isText = part.nodeType === 'Constant' && typeof part.value === 'string';
  return isText ? textOf(part.value) : machine.evaluate(part, env, frame);
}

function formatted(node: PyOf<'FormattedValue'>, { machine, env, frame }: Place): Value {
  const value = machine.evaluate(node.value, env, frame);
  const shown = plainText(value);
  if (!node.format_spec) return shown;
  const spec = machine.evaluate(node.format_spec, env, frame);
  return spec.kind === 'text' && spec.text !== undefined
    ? textOfLength(atLeast(widthOf(spec.text)))
    : textOfLength(zeroOrMore);
}

/** A value as `str` shows it. */
export function plainText(value: Value): Value {
  if (value.kind === 'text') return value;
  const number = value.kind === 'number' && !value.isFloat && !value.isAssumed ? onlyValue(value.value) : undefined;
  if (number !== undefined && Number.isSafeInteger(number))
    return { kind: 'text', text: String(number), length: exactly(String(number).length) };
  if (value.kind === 'number' && value.isAssumed && onlyValue(value.value) !== undefined)
    return { kind: 'text', text: String(value.value.atLeast), length: atLeast(1), isAssumed: true };
  return textOfLength(zeroOrMore);
}

const field = /\{(\w*)[^{}:!]*(?:![rsa])?(?::((?:[^{}]|\{\w*\})*))?\}/g;

/** `template.format(...)`: the widths that its fields ask for, nested ones filled in. */
export function noteTemplate(template: string, args: Arguments, site: Site): void {
  let next = 0;
  const argumentOf = (name: string): Value | undefined => {
    if (name === '') next += 1;
    if (/^\d*$/.test(name)) return args.positional[name === '' ? next - 1 : Number(name)];
    return args.named.get(name);
  };
  for (const [, name = '', spec = ''] of template.matchAll(field)) {
    argumentOf(name);
    const filled = spec.replaceAll(/\{(\w*)\}/g, (_, inner: string) => numberText(argumentOf(inner)));
    noteSize(widthOf(filled), 'text', site);
  }
}

function numberText(value: Value | undefined): string {
  if (value?.kind === 'text') return value.text ?? '';
  if (value?.kind !== 'number' || value.value.atLeast < 0) return '';
  return String(BigInt(Math.min(1e21, Math.floor(value.value.atLeast))));
}

const conversion = /%(?:\(\w*\))?[-+ #0]*(\d+|\*)?(?:\.(\d+|\*))?[a-zA-Z]/g;

/** `template % values`: the text is at least as long as the widest field. */
export function percentLength(template: Extract<Value, { kind: 'text' }>, values: Value): Interval {
  if (template.text === undefined) return zeroOrMore;
  const list = values.kind === 'sequence' && values.elements ? values.elements : [values];
  let at = 0;
  let least = 0;
  for (const [whole, width = '', precision = ''] of template.text.matchAll(conversion)) {
    for (const part of [width, precision]) {
      if (part === '*') least = Math.max(least, Number(numberText(list[at])));
      else least = Math.max(least, Number(part));
      if (part === '*') at += 1;
    }
    if (!whole.includes('(')) at += 1;
  }
  return atLeast(least);
}

/** Text written once for each element, as `join` does. */
export const joinedLength = (count: Interval, separator: Interval, element: Interval): Interval =>
  multiply(count, add(separator, element));
