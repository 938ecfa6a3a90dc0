/** A block at the top level of a file as `terraform fmt` writes it. */
export interface Block {
  /** `variable`, `resource`, … */
  readonly kind: string;
  /** `['aws_s3_bucket', 'this']` of a resource; `['name']` of a variable; none of `locals`. */
  readonly labels: readonly string[];
  readonly body: string;
}

/** Reads top-level blocks. Relies on the format: a block ends at the first `}` in the first column. */
export function blocksOf(source: string): readonly Block[] {
  const found = source.matchAll(/^([a-z_]+)((?: "[^"]*")*) \{(?:\n([\s\S]*?)^\}|\})$/gm);
  return [...found].map(([, kind = '', labels = '', body = '']) => ({
    kind,
    labels: [...labels.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? ''),
    body,
  }));
}

/**
 * The text of `name = …` directly inside the block, as it is written; `undefined` where the block has none. A value whose first line ends
 * open goes on to the line that closes it, indented as the name is.
 */
export function attributeOf({ body }: Block, name: string): string | undefined {
  const start = new RegExp(`^ {2}${name} += `, 'm').exec(body);
  if (!start) return undefined;
  const [first = '', ...lines] = body.slice(start.index + start[0].length).split('\n');
  if (!/[[({]$/.test(first)) return first;
  const end = lines.findIndex((line) => /^ {2}[\])}]/.test(line));
  return [first, ...lines.slice(0, end + 1)].join('\n');
}

/** The text of a quoted attribute, without its quotes. */
export function textOf(block: Block, name: string): string | undefined {
  return attributeOf(block, name)
    ?.match(/^"((?:[^"\\]|\\.)*)"$/)?.[1]
    ?.replaceAll('\\"', '"');
}

export function hasBlock({ body }: Block, name: string): boolean {
  return new RegExp(`^ {2}${name} \\{`, 'm').test(body);
}
