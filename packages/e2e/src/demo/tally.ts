import { type Language, languages } from '@dtr/contracts';
import { median, quantile } from '../report/statistics.ts';
import type { Column } from '../report/text-table.ts';
import { shownLanguage } from './scene.ts';
import { milliseconds } from './transcript.ts';

type Kind = 'created' | 'executed' | 'refused';

/** Counts what happened, and every way in which it was not what should have happened. */
export interface Tally {
  readonly mismatches: readonly string[];
  add(kind: Kind, language: Language, ms: number): void;
  mismatch(what: string): void;
  rows(): readonly (readonly string[])[];
}

export const tallyColumns: readonly Column[] = [
  { heading: 'language' },
  { heading: 'created', align: 'right' },
  { heading: 'median', align: 'right' },
  { heading: 'p95', align: 'right' },
  { heading: 'executed', align: 'right' },
  { heading: 'median', align: 'right' },
  { heading: 'p95', align: 'right' },
  { heading: 'refused', align: 'right' },
];

export function createTally(): Tally {
  const mismatches: string[] = [];
  const times: { readonly kind: Kind; readonly language: Language; readonly ms: number }[] = [];
  const timesOf = (kind: Kind, among: readonly Language[]) =>
    times.filter((entry) => entry.kind === kind && among.includes(entry.language)).map(({ ms }) => ms);
  const summary = (values: readonly number[]) =>
    values.length === 0 ? ['-', '-'] : [milliseconds(median(values)), milliseconds(quantile(values, 0.95))];
  const row = (name: string, among: readonly Language[]) => {
    const [created, executed, refused] = [
      timesOf('created', among),
      timesOf('executed', among),
      timesOf('refused', among),
    ];
    return [
      name,
      `${created.length}`,
      ...summary(created),
      `${executed.length}`,
      ...summary(executed),
      `${refused.length}`,
    ];
  };

  return {
    mismatches,
    add: (kind, language, ms) => void times.push({ kind, language, ms }),
    mismatch: (what) => void mismatches.push(what),
    rows: () => [...languages.map((language) => row(shownLanguage[language], [language])), row('all', languages)],
  };
}
