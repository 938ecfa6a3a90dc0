import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@dtr/contracts';

/** One tool of the corpus. `expected` lists `line rule`, sorted, from the marks in its comments. */
export interface Sample {
  readonly title: string;
  readonly language: Language;
  readonly code: string;
  readonly expected: readonly string[];
}

const corpus = join(import.meta.dirname ?? __dirname, '../../corpus');
const mark = /\s(?:#|\/\/) <- (.*)$/;

/** Every tool of a folder of the corpus. */
export function readCorpus(folder: 'hostile' | 'good'): Sample[] {
  const files = readdirSync(join(corpus, folder)).sort();
  return files.flatMap((file) => readSamples(join(folder, file)));
}

/**
 * Reads a file of the corpus: tools below lines such as `=== title` or `=== [typescript] title`. A comment
 * `<- rule` says that the rule has to be broken in that line.
 */
export function readSamples(file: string): Sample[] {
  const text = readFileSync(join(corpus, file), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      const [, language = 'python', title = ''] = /^(?:\[(\w+)\] )?(.*)$/.exec(section.slice(0, end)) ?? [];
      const code = section.slice(end + 1);
      return { title, language: language as Language, code, expected: marksIn(code) };
    });
}

/** The marks in a piece of code, as `line rule`. */
export function marksIn(code: string): string[] {
  const lines = code.split('\n').flatMap((line, index) => {
    const rules = mark.exec(line)?.[1]?.split(' ') ?? [];
    return rules.map((rule) => `${index + 1} ${rule}`);
  });
  return lines.sort();
}
