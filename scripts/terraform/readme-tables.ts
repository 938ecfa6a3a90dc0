import { attributeOf, type Block, textOf } from './hcl-blocks.ts';

const start = '<!-- inputs and outputs: written by make tf-format -->';
const end = '<!-- end of inputs and outputs -->';

/** The README with its tables of inputs and outputs as the folder's variables and outputs are now. */
export function withTables(readme: string, blocks: readonly Block[]): string {
  const generated = `${start}\n\n${tablesOf(blocks)}\n\n${end}`;
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from === -1 || to < from) return `${readme.trimEnd()}\n\n${generated}\n`.trimStart();
  return `${readme.slice(0, from)}${generated}${readme.slice(to + end.length)}`;
}

function tablesOf(blocks: readonly Block[]): string {
  const inputs = blocks.filter(({ kind }) => kind === 'variable').map(inputRow);
  const outputs = blocks.filter(({ kind }) => kind === 'output').map(outputRow);
  return [
    ...(inputs.length > 0 ? ['## Inputs', table(['Name', 'Type', 'Default', 'What it is'], inputs)] : []),
    ...(outputs.length > 0 ? ['## Outputs', table(['Name', 'What it is'], outputs)] : []),
  ].join('\n\n');
}

const inputRow = (block: Block) => [
  `\`${block.labels[0]}\``,
  `\`${shortType(attributeOf(block, 'type') ?? 'any')}\``,
  defaultOf(block),
  textOf(block, 'description') ?? '',
];

const outputRow = (block: Block) => [`\`${block.labels[0]}\``, textOf(block, 'description') ?? ''];

function defaultOf(block: Block): string {
  const value = attributeOf(block, 'default');
  return value === undefined ? 'required' : `\`${value.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/ +/g, ' ')}\``;
}

/**
 * A type in one line: fields of objects by name, with `?` where they may be left out. What a field itself is made of is left to
 * `variables.tf`.
 */
function shortType(type: string): string {
  const flat = type.replaceAll(/\s+/g, ' ').trim();
  const [, name = flat, inner] = /^(\w+)\((.*)\)$/.exec(flat) ?? [];
  if (inner === undefined) return name;
  if (name !== 'object') return `${name}(${shortType(inner)})`;
  return `object { ${fieldsOf(type).join(', ')} }`;
}

/** Names at the first level of the first `{ … }`. */
function fieldsOf(type: string): string[] {
  const fields: string[] = [];
  let depth = 0;
  for (const [token] of type.matchAll(/[{}()[\]]|\w+ *= *(?:optional\()?/g)) {
    if (/=/.test(token)) {
      if (depth === 2) fields.push(`${/^\w+/.exec(token)?.[0]}${token.includes('optional') ? '?' : ''}`);
      if (token.endsWith('(')) depth += 1;
    } else depth += /[{([]/.test(token) ? 1 : -1;
  }
  return fields;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [lines[0], `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)].join('\n');
}
