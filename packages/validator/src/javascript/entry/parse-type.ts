import type { TSESTree } from '@typescript-eslint/types';
import { parseWithOxc } from '../parser/oxc-binding.ts';
import type { NodeOf } from '../tree.ts';

export type TypeNode = TSESTree.TypeNode;

const longestType = 2_000;

/**
 * The type in a JSDoc tag, read as TypeScript after its own spellings are translated: `?T`, `T=`, `*`, `Object<K, V>`,
 * `Array.<T>`. Absent when it is not a type.
 */
export function parseDocType(text: string): { readonly type: TypeNode; readonly isOptional: boolean } | undefined {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > longestType) return undefined;
  const isOptional = trimmed.endsWith('=');
  const type = typeOf(toTypeScript(isOptional ? trimmed.slice(0, -1) : trimmed));
  return type && { type, isOptional };
}

function toTypeScript(text: string): string {
  const plain = text
    .replace(/^\.\.\./, '')
    .replaceAll('.<', '<')
    .replace(/\bObject</g, 'Record<')
    .replace(/\bfunction\b.*$/i, 'unknown');
  if (plain === '*') return 'any';
  if (plain.startsWith('?')) return `(${plain.slice(1)}) | null`;
  return plain.startsWith('!') ? plain.slice(1) : plain;
}

function typeOf(text: string): TypeNode | undefined {
  try {
    const { errors, program } = parseWithOxc('type.ts', `type T = ${text};`, {
      lang: 'ts',
      astType: 'ts',
      range: true,
      preserveParens: false,
    });
    if (errors.length > 0) return undefined;
    const { node } = JSON.parse(program) as { node: TSESTree.Program };
    const [statement] = node.body;
    return statement?.type === 'TSTypeAliasDeclaration'
      ? (statement as NodeOf<'TSTypeAliasDeclaration'>).typeAnnotation
      : undefined;
  } catch {
    return undefined;
  }
}
