import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';
import { assumptions, calls } from './assumptions.ts';
import { type Cost, costOf, flows, gbSeconds, keyDoorCost, parts, sessionCost, totalOf } from './execution-cost.ts';
import { type IdleItem, idleItems, privateEndpoints, standing } from './idle-cost.ts';
import { readOperationCounts } from './operation-counts.ts';
import { type Price, prices } from './prices.ts';

const million = 1_000_000;
/** AgentCore's own time-out of a session that nobody stops, in seconds. */
const forgottenSeconds = 900;

type Row = readonly string[];

/** What an operator or a caller can do about it. */
const savings: readonly Row[] = [
  ['Let short executions run at once: a job writes more than twice as much', 'callers: no `Prefer: respond-async`'],
  ['Wait for jobs instead of asking for them', 'callers: `Prefer: wait=25`'],
  ['Keep tools out of tier `microvm` that need nothing of it', '`leastTier` of the policy'],
  ['Give functions less memory where they wait, after measuring', '`sizes` in `terraform/environments`'],
  ['Keep logs for less time, and at level `WARN`', '`log_retention_days`, `log_level`'],
  [
    'Set a ceiling: throttles of the doors, rate and quota of each agent, units of the table',
    '`throttle`, `maximum_table_units`; agents',
  ],
];

/** The whole page; written by `make costs`, compared by a test. */
export function costsDocument(): string {
  const counts = readOperationCounts();
  const columns = Object.entries(flows).map(([name, flow]) => ({ name, cost: costOf(flow, counts) }));
  const operations = countOperations();
  const perMillion = (usd: number) => dollars(usd * million);
  const idle = idleItems(counts.sweptIdle, standing);
  const behindWalls = idleItems(counts.sweptIdle, { ...standing, endpoints: privateEndpoints });
  const waiting = gbSeconds(calls.executeAtOnce, 100) * prices.functionGbSecond.usd;

  return `# What it costs

Written by \`make costs\` from \`scripts/costs\`: do not edit. Prices are facts with a date, operations are counted by a test against the engine of the
table, times are assumptions that are stated. It is a model, not a bill: there are no free tiers, no discounts and no taxes in it.

## A million executions

In US dollars, for a result of 400 characters, through the first door, with a warm function, in the sizes of production.

${table(
  ['Part', ...columns.map(({ name }) => name)],
  [
    ...parts.map((part) => [part, ...columns.map(({ cost }) => perMillion(cost[part]))]),
    ['**all**', ...columns.map(({ cost }) => `**${perMillion(totalOf(cost))}**`)],
  ],
)}

- **The second door** adds ${perMillion(keyDoorCost(counts))} for each million requests: the authorizer is asked every time
  ([decision 0012](decisions/0012-nothing-of-a-key-is-cached.md)).
- **A session that nobody stops** lives ${forgottenSeconds} s: ${perMillion(sessionCost(forgottenSeconds))} for a million instead of
  ${perMillion(sessionCost(assumptions.microvmSeconds))}. That is what the sweep of sessions and its alarm are for.
- **A job** is looked at ${assumptions.looksPerJob} times in the table above. Each further look is a request of its own:
  ${perMillion(lookCost(counts))} for a million. \`Prefer: wait=n\` saves them.
- **Each further 100 ms** that a caller is kept waiting adds ${perMillion(waiting)} for a million: the function that waits is billed like the one that works.

## What drives it

${columns.map(({ name, cost }) => `- **${name}:** ${largest(cost)}.`).join('\n')}

Of the ${counts.executedAtOnce.writeUnits + counts.countedRequest.writeUnits} write units of an execution at once four are the audit event and the head of its chain, two items in one
transaction; one is a place in the caller's rate; the rest is the result and its entry in an index. Events that come at the same time share a
transaction, and a process that is busy for one agent takes its places in blocks, so that it pays less than this. In tier \`microvm\` it is how long a session lives, twice: for the session, and for the function that waits.

## An environment in which nobody calls

In US dollars for a month; the same for dev, staging and prod, which differ in what costs by use.

${table(
  ['Item', 'as it comes', 'with `is_private`'],
  [
    ...behindWalls.map((item) => [item.name, dollars(usdOf(idle, item.name)), dollars(item.usd)]),
    totals(idle, behindWalls),
  ],
)}

Metrics of ours cost ${dollars(prices.metricMonth.usd)} a month each, with every combination of dimensions: three for each operation that is called in a month,
so up to ${dollars(operations * 3 * prices.metricMonth.usd)} for all ${operations}.
Data that is kept costs ${dollars(prices.tableGbMonth.usd + prices.backupGbMonth.usd)} per GB and month in the table, with its backup. Executions
go after 30 days and jobs 7 days after their end; audit events stay for good, ${dollars(((assumptions.auditBytes * million) / 1e9) * (prices.tableGbMonth.usd + prices.backupGbMonth.usd))} more each month for every million executions.
The bucket (${dollars(prices.bucketGbMonth.usd)} per GB and month) holds artifacts and inputs of jobs, a few hundred bytes each.

## How to lower it

${table(['What', 'Where'], savings)}

## Prices

In US dollars, us-east-1. The environments in this repository are in eu-central-1, where most of it is dearer.

${table(
  ['Price', 'For one', 'Source', 'Checked'],
  Object.values<Price>(prices).map(({ usd, of, source, checked }) => [exact(usd), of, source, checked]),
)}

## Operations

As \`packages/adapters-aws/src/dynamodb/request-cost.test.ts\` counts them: warm, with nothing else going on, which is the dearest case.

${table(
  ['Act', 'Calls', 'Write units', 'Read units', 'Bucket', 'Queue'],
  Object.entries(counts).map(([act, count]) => [
    act,
    String(count.tableCalls),
    String(count.writeUnits),
    String(count.readUnits),
    listed(count.bucket),
    listed(count.queue),
  ]),
)}

## Assumptions

${table(
  ['Call of a function', 'Memory (MB)', 'Billed (ms)', 'Log lines (bytes)'],
  Object.entries(calls).map(([name, call]) => [name, String(call.memoryMb), String(call.ms), String(call.logBytes)]),
)}

- A microVM session lives ${assumptions.microvmSeconds} s, is busy for ${assumptions.microvmBusySeconds} s of them and uses ${assumptions.microvmGb} GB. Nobody has measured it with an account.
- Times are rounded from the log lines of the local stack on a busy development machine; those of sweep, authorizer and executor are guesses. Measure your own with X-Ray, put them into
  \`scripts/costs/assumptions.ts\` and run \`make costs\`.
- Cold starts are left out: one in a hundred that takes a second at 1 GB adds ${perMillion(0.01 * prices.functionGbSecond.usd)} for a million. So is data that leaves AWS.
- ${percent(assumptions.tracedShare)} of requests are traced. A row with its index is ${assumptions.resultBytes} bytes, an audit event ${assumptions.auditBytes}.
`;
}

function lookCost(counts: ReturnType<typeof readOperationCounts>): number {
  return (
    totalOf(costOf({ requests: 1, functions: [calls.findJob], acts: ['countedRequest', 'foundJob'] }, counts)) -
    keptForAMonth(counts)
  );
}

/** A look leaves nothing behind. */
const keptForAMonth = (counts: ReturnType<typeof readOperationCounts>) =>
  costOf({ requests: 0, functions: [], acts: [] }, counts)['kept for a month'];

/** Of the contract. */
function countOperations(): number {
  const { paths } = JSON.parse(readFileSync(join(root, 'docs', 'openapi.json'), 'utf8'));
  return Object.values<object>(paths).reduce((count, methods) => count + Object.keys(methods).length, 0);
}

/** The three largest parts, with their share. */
const largest = (cost: Cost) =>
  [...parts]
    .sort((one, other) => cost[other] - cost[one])
    .slice(0, 3)
    .map((part) => `${part} (${percent(cost[part] / totalOf(cost))})`)
    .join(', ');

const usdOf = (items: readonly IdleItem[], name: string) => items.find((item) => item.name === name)?.usd ?? 0;
const totals = (...columns: readonly (readonly IdleItem[])[]): Row => [
  '**all**',
  ...columns.map((items) => `**${dollars(items.reduce((total, { usd }) => total + usd, 0))}**`),
];

const dollars = (usd: number) => (usd >= 100 ? usd.toFixed(0) : usd.toFixed(2));
const exact = (usd: number) => (usd < 0.001 ? `${Number((usd * million).toPrecision(6))} / million` : String(usd));
const percent = (share: number) => `${Math.round(share * 100)} %`;
const listed = (counted: Readonly<Record<string, number>>) =>
  Object.entries(counted)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

function table(head: Row, rows: readonly Row[]): string {
  const widths = head.map((title, index) => Math.max(3, title.length, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (cells: Row) => `| ${widths.map((width, index) => (cells[index] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
