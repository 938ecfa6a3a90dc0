/** What a docstring says about parameters, by name. */
export type ParameterTexts = ReadonlyMap<string, string>;

/** Reads Google, NumPy and reST docstrings. Line by line, so that no text can make it slow. */
export function parameterTexts(docstring: string): ParameterTexts {
  const lines = dedent(docstring);
  const texts = new Map<string, string>();
  for (const [name, text] of [...restTexts(lines), ...numpyTexts(lines), ...googleTexts(lines)])
    if (text && !texts.has(name)) texts.set(name, text.slice(0, 1_000));
  return texts;
}

/** Like inspect.cleandoc: the first line apart, common indentation removed from the rest. */
function dedent(text: string): string[] {
  const [first = '', ...rest] = text.replaceAll('\t', '    ').split('\n');
  const indents = rest.filter((line) => line.trim() !== '').map((line) => indentOf(line));
  const margin = indents.length > 0 ? Math.min(...indents) : 0;
  return [first.trim(), ...rest.map((line) => line.slice(margin).trimEnd())];
}

const indentOf = (line: string) => line.length - line.trimStart().length;

type Entry = readonly [name: string, text: string];

/** `:param str name: text`, continued by indented lines. */
function* restTexts(lines: readonly string[]): Generator<Entry> {
  for (const [index, line] of lines.entries()) {
    const match = /^:(?:param|parameter|arg|argument|key|keyword) ([^:]+):(.*)$/.exec(collapsed(line));
    const name = match?.[1]?.trim().split(/\s+/).at(-1);
    if (name) yield [bare(name), joined(match?.[2] ?? '', continuation(lines, index + 1, indentOf(line)))];
  }
}

/** `Args:` and then `name (type): text`. */
function* googleTexts(lines: readonly string[]): Generator<Entry> {
  for (const [index, line] of lines.entries()) {
    if (!/^(?:Args|Arguments|Parameters|Params|Keyword Args|Keyword Arguments):$/.test(line.trim())) continue;
    const section = indentOf(line);
    let own: number | undefined;
    for (let at = index + 1; at < lines.length; at += 1) {
      const entry = lines[at] ?? '';
      if (entry.trim() === '') continue;
      if (indentOf(entry) <= section) break;
      own ??= indentOf(entry);
      const match = indentOf(entry) === own ? /^([*\w]+) ?(?:\([^)]*\))? ?:(.*)$/.exec(collapsed(entry)) : undefined;
      if (match?.[1]) yield [bare(match[1]), joined(match[2] ?? '', continuation(lines, at + 1, own))];
    }
  }
}

/** `Parameters`, dashes below, then `name : type` with the text indented. */
function* numpyTexts(lines: readonly string[]): Generator<Entry> {
  for (const [index, line] of lines.entries()) {
    if (!/^(?:Other )?Parameters$/.test(line.trim()) || !/^-{3,}$/.test((lines[index + 1] ?? '').trim())) continue;
    const section = indentOf(line);
    for (let at = index + 2; at < lines.length && !/^-{3,}$/.test((lines[at + 1] ?? '').trim()); at += 1) {
      const entry = lines[at] ?? '';
      if (indentOf(entry) !== section || entry.trim() === '') continue;
      const [names = ''] = entry.split(':', 1);
      for (const name of names.split(',')) yield [bare(name.trim()), joined('', continuation(lines, at + 1, section))];
    }
  }
}

/** The lines below that are indented deeper, up to the next that is not. */
function continuation(lines: readonly string[], from: number, indent: number): string[] {
  let end = from;
  while (end < lines.length && lines[end]?.trim() && indentOf(lines[end] ?? '') > indent) end += 1;
  return lines.slice(from, end);
}

const joined = (first: string, rest: readonly string[]) =>
  [first, ...rest]
    .map((line) => line.trim())
    .join(' ')
    .trim();
/** Runs of white space as one space: what follows then cannot be matched in two ways. */
const collapsed = (line: string) => line.trim().replaceAll(/\s+/g, ' ');
const bare = (name: string) => name.replace(/^\*+/, '');
