import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attributeOf, blocksOf } from '../terraform/hcl-blocks.ts';
import { lambdaPackages, root } from '../workspace.ts';
import { calls } from './assumptions.ts';
import { costsDocument } from './costs-document.ts';
import { costOf, flows, keyDoorCost, sessionCost, totalOf } from './execution-cost.ts';
import { idleItems, privateEndpoints, standing } from './idle-cost.ts';
import { readOperationCounts } from './operation-counts.ts';

const counts = readOperationCounts();
const million = 1_000_000;

describe('the cost model', () => {
  it('is the page in docs', () => {
    expect(readFileSync(join(root, 'docs', 'costs.md'), 'utf8')).toBe(costsDocument());
  });

  it('comes to what can be worked out by hand', () => {
    const job = costOf(flows['wasm, as a job'], counts);
    const perMillion = (usd: number) => Number((usd * million).toFixed(2));

    // A vCPU-second and twice half a GB-second.
    expect(perMillion(sessionCost(2))).toBe(27.49);
    // Three requests of the caller; five calls of functions; a message sent, received and deleted; an input put and found.
    expect([job['HTTP API'], job['functions: calls'], job.queue, job.bucket].map(perMillion)).toEqual([3, 1, 1.2, 5.4]);
    // Five endpoints in two zones for 730 hours.
    const endpoints = idleItems(counts.sweptIdle, { ...standing, endpoints: privateEndpoints }).at(-1);
    expect(endpoints?.usd).toBeCloseTo(73, 6);
  });

  it('never makes the stronger tier, a job or the second door cheaper', () => {
    const total = (name: keyof typeof flows) => totalOf(costOf(flows[name], counts));

    expect(total('microVM, at once')).toBeGreaterThan(total('wasm, at once'));
    expect(total('microVM, as a job')).toBeGreaterThan(total('wasm, as a job'));
    expect(total('wasm, as a job')).toBeGreaterThan(total('wasm, at once'));
    expect(keyDoorCost(counts)).toBeGreaterThan(0);
  });

  it('counts with the memory that production has', () => {
    const production = readFileSync(join(root, 'terraform', 'environments', 'prod.tfvars'), 'utf8');
    const memoryOf = (name: string) =>
      Number(new RegExp(`^ *${name} += .*memory_mb = (\\d+)`, 'm').exec(production)?.[1]);

    expect({
      executeAtOnce: memoryOf('tool_manager'),
      submitJob: memoryOf('tool_manager'),
      findJob: memoryOf('tool_manager'),
      executor: memoryOf('executor'),
      runJob: memoryOf('worker'),
      sweep: memoryOf('worker'),
      authorizer: memoryOf('authorizer'),
    }).toEqual(Object.fromEntries(Object.entries(calls).map(([name, { memoryMb }]) => [name, memoryMb])));
  });

  it('counts the alarms that there are', () => {
    const blocks = blocksOf(readFileSync(join(root, 'terraform', 'watch.tf'), 'utf8'));
    const textOf = (name: string) => blocks.map((block) => attributeOf(block, name) ?? '').join('\n');
    const named = textOf('alarms').match(/namespace = /g) ?? [];
    // These look at one metric of each function.
    const ofEachFunction = textOf('alarms').match(/metrics +=\s+local\.\w+_by_function/g) ?? [];

    expect(standing.alarmMetrics).toBe(named.length + ofEachFunction.length * lambdaPackages().length);
    expect(standing.compositeAlarms).toBe(textOf('composites').match(/runbook_url = /g)?.length);
  });
});
