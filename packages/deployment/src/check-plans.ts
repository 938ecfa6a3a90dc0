import { readFileSync } from 'node:fs';
import { doorFaults } from './door-faults.ts';
import type { Plan } from './plan.ts';
import { functionsOf } from './planned-function.ts';
import { rightsFaults } from './rights-faults.ts';
import { sdkCallsOf } from './sdk-calls.ts';
import { settingsFaults } from './settings-faults.ts';
import { tableFaults } from './table-faults.ts';
import { timeFaults } from './time-faults.ts';

interface NamedPlan {
  readonly name: string;
  readonly plan: Plan;
}

/** Reads plans of the root (a file with a list of them) and prints every place in which they do not fit the code. */
async function main(path: string): Promise<void> {
  const plans: readonly NamedPlan[] = JSON.parse(readFileSync(path, 'utf8'));
  const names = new Set(plans.flatMap(({ plan }) => functionsOf(plan).map(({ name }) => name)));
  const calls = new Map(await Promise.all([...names].map(async (name) => [name, await sdkCallsOf(name)] as const)));
  const faults = plans.flatMap(({ name, plan }) =>
    [settingsFaults, doorFaults, tableFaults, timeFaults, (one: Plan) => rightsFaults(one, calls)]
      .flatMap((check) => check(plan))
      .map((fault) => `${name}: ${fault}`),
  );
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.exitCode = faults.length === 0 && plans.length > 0 ? 0 : 1;
}

await main(process.argv[2] ?? '');
