import type { Violation } from '@dtr/contracts';
import { createPaint, type Paint } from '../report/paint.ts';
import { type Column, padded, textTable } from '../report/text-table.ts';

export interface Step {
  readonly mark: 'done' | 'refused' | 'wrong';
  readonly name: string;
  /** Short facts, each in its own column of 13 characters; the last one takes what it needs. */
  readonly facts: readonly string[];
  readonly ms?: number;
}

/** What a person reads while the demo runs. Writes as things happen; keeps nothing. */
export interface Transcript {
  readonly paint: Paint;
  title(text: string): void;
  /** Begins a numbered act. */
  act(text: string): void;
  step(step: Step): void;
  violation(violation: Violation): void;
  note(text: string): void;
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void;
}

const nameWidth = 30;
const factWidth = 13;
const lineWidth = 100;

export function createTranscript(stream: NodeJS.WriteStream): Transcript {
  const paint = createPaint(stream);
  const marks = { done: paint.good('✓'), refused: paint.bad('✗'), wrong: paint.bad('!') };
  let acts = 0;
  const write = (text = '') => {
    stream.write(`${text.trimEnd()}\n`);
  };
  const indented = (label: string, text: string) => write(`      ${paint.soft(padded(label, 6))} ${text}`);

  return {
    paint,
    title: (text) => write(`\n${paint.strong(text)}`),
    act(text) {
      acts += 1;
      write(`\n${paint.strong(`${acts}. ${text}`)}`);
    },
    step({ mark, name, facts, ms }) {
      const cells = facts.map((fact) => padded(fact, factWidth)).join(' ');
      const line = `  ${marks[mark]} ${padded(name, nameWidth)} ${cells.trimEnd()}`;
      write(
        ms === undefined ? line : `${padded(line, lineWidth - 9)} ${paint.soft(padded(milliseconds(ms), 8, 'right'))}`,
      );
    },
    violation({ rule, line, message, snippet, suggestion }) {
      indented('rule', `${paint.strong(rule)}, line ${line}`);
      indented('code', paint.code(snippet));
      indented('why', message);
      if (suggestion) indented('try', paint.good(suggestion));
    },
    note: (text) => write(`    ${paint.soft(text)}`),
    table(columns, rows) {
      write();
      for (const line of textTable(columns, rows)) write(`  ${line}`);
    },
  };
}

/** `7.4 ms`, `213 ms`, `4.1 s`. */
export function milliseconds(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
