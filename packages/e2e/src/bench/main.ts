import { createPaint } from '../report/paint.ts';
import { textTable } from '../report/text-table.ts';
import { keyChecks } from './bars/authorizer.ts';
import { httpCalls } from './bars/calls.ts';
import { coldStart } from './bars/cold-start.ts';
import { jobs } from './bars/jobs.ts';
import { longLists } from './bars/long-lists.ts';
import { sandboxExecutions } from './bars/sandbox.ts';
import { zipSizes } from './bars/sizes.ts';
import { startAndMemory } from './bars/start-and-memory.ts';
import { validations } from './bars/validations.ts';
import { validatorFunction } from './bars/validator.ts';
import type { Bar, Outcome } from './measurement.ts';

const bars: Readonly<Record<string, Bar>> = {
  sizes: zipSizes,
  cold: coldStart,
  sandbox: sandboxExecutions,
  validator: validatorFunction,
  start: startAndMemory,
  calls: httpCalls,
  authorizer: keyChecks,
  validations,
  lists: longLists,
  jobs,
};

/** Measures every bar, or those named as arguments, and prints one table. Judges nothing by its exit code. */
async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const outcomes: Outcome[] = [];
  for (const [name, bar] of Object.entries(bars)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    process.stderr.write(`measuring ${name} ...\n`);
    outcomes.push(...(await bar()));
  }
  const rows = outcomes.map(toRow);
  const columns = [
    { heading: 'what' },
    { heading: 'bar' },
    { heading: 'figure' },
    { heading: '' },
    { heading: 'medians' },
  ];
  process.stdout.write(`\n${textTable(columns, rows).join('\n')}\n`);
}

function toRow(outcome: Outcome): readonly string[] {
  const paint = createPaint(process.stdout);
  if ('skipped' in outcome) return [outcome.what, outcome.bar, '-', 'skipped', outcome.skipped];
  if (!('bar' in outcome)) return [outcome.what, '-', outcome.figure, 'stated', outcome.detail];
  const { what, bar, figure, holds, detail } = outcome;
  return [what, bar, figure, holds ? paint.good('holds') : paint.bad('missed'), detail];
}

await main();
