import { nameOf } from '../expressions.ts';
import type { ScriptScopes } from '../scopes.ts';
import type { NodeOf } from '../tree.ts';
import { joined } from './fold-lists.ts';
import { foldAt, only, type ScriptFold, type Values } from './value-sets.ts';

const textMethods = new Map<string, (text: string, ...args: string[]) => string>([
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['trim', (text) => text.trim()],
  ['toString', (text) => text],
  ['concat', (text, ...others) => text + others.join('')],
  ['replace', (text, from = '', to = '') => text.replace(from, to)],
  ['replaceAll', (text, from = '', to = '') => text.replaceAll(from, to)],
  ['slice', (text, from = '0', to = String(text.length)) => text.slice(Number(from), Number(to))],
  ['substring', (text, from = '0', to = String(text.length)) => text.substring(Number(from), Number(to))],
]);

/** What a call to a method of texts, `join` or a global that gives a text comes to. */
export function valuesOfCall(
  { callee, arguments: args }: NodeOf<'CallExpression'>,
  fold: ScriptFold,
  scopes: ScriptScopes,
): Values {
  const constants = args.map((argument) => only(fold(argument)));
  if (callee.type === 'Identifier' && scopes.isFree(callee)) return ofGlobalCall(callee.name, constants);
  if (callee.type !== 'MemberExpression') return undefined;
  const method = nameOf(callee) ?? '';
  if (method === 'fromCharCode' || method === 'fromCodePoint') return ofCodePoints(constants);
  if (method === 'join') return joined(callee.object, args.length === 0 ? new Set([',']) : foldAt(args, 0, fold), fold);
  const change = textMethods.get(method);
  if (!change || constants.some((constant) => constant === undefined)) return undefined;
  if (method === 'toString' && args.length > 0) return undefined;
  const texts = fold(callee.object);
  return texts && new Set([...texts].map((text) => change(text, ...(constants as string[]))));
}

function ofGlobalCall(name: string, [text]: readonly (string | undefined)[]): Values {
  if (text === undefined) return undefined;
  if (name === 'String') return new Set([text]);
  if (name === 'atob') return new Set([Buffer.from(text, 'base64').toString('latin1')]);
  return undefined;
}

function ofCodePoints(constants: readonly (string | undefined)[]): Values {
  const numbers = constants.map(Number);
  const isText = numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= 0x10ffff);
  return isText ? new Set([String.fromCodePoint(...numbers)]) : undefined;
}
