import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunResult } from '../run-result.ts';
import { openSandbox, type TestSandbox } from '../testing/open-sandbox.ts';
import { createCanary, type LiveCanary, signsOfReach } from './canary.ts';
import { leftoverProbes } from './leftover-probes.ts';
import type { Probe } from './probe.ts';
import { probeAreas } from './probe-areas.ts';

let sandbox: TestSandbox;
let canary: LiveCanary;
beforeAll(async () => {
  canary = await createCanary();
  sandbox = await openSandbox();
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  await canary.remove();
});

const limits = { timeoutMs: 20_000, memoryMb: 16, outputBytes: 65_536, logBytes: 2_048 };

/** Only what is meant to run out of time is given little of it. */
const briefMs = 500;

function attempt({ language, source, ends }: Omit<Probe, 'name'>): Promise<RunResult> {
  const { file, directory, target, variable, port } = canary;
  const argumentsJson = JSON.stringify({ file, directory, target, variable, port });
  return sandbox.run({
    language,
    source,
    functionName: 'f',
    calling: 'object',
    parameterNames: [],
    argumentsJson,
    limits: ends === 'TimedOut' ? { ...limits, timeoutMs: briefMs } : limits,
  });
}

const reached = (result: RunResult) =>
  signsOfReach(canary, { everything: JSON.stringify(result), output: result.outputJson ?? '' });

const endOf = ({ outputJson, error }: RunResult) => outputJson ?? error?.type;

describe.each(Object.entries(probeAreas))('an attempt on %s', (_, probes) => {
  it.each(probes.map((probe) => [probe.name, probe] as const))('that %s stays inside', async (_name, probe) => {
    const result = await attempt(probe);

    expect(reached(result)).toEqual([]);
    expect(endOf(result)).toBe(probe.ends);
  });
});

describe('a run that leaves', () => {
  it.each(leftoverProbes.map((probe) => [`${probe.name} (${probe.language})`, probe] as const))(
    '%s is not seen by the next',
    async (_, { language, leave, see }) => {
      const common = { language, calling: 'named', parameterNames: [], argumentsJson: '{}', limits } as const;
      // In one and the same run it is seen: otherwise this probe would prove nothing.
      const both =
        language === 'python'
          ? 'def both():\n    leave()\n    return see()\n'
          : 'function both() { leave(); return see(); }';
      const control = await sandbox.run({ ...common, source: `${leave}\n${see}\n${both}`, functionName: 'both' });

      const first = await sandbox.run({ ...common, source: leave, functionName: 'leave' });
      const second = await sandbox.run({ ...common, source: see, functionName: 'see' });

      expect([control.outputJson, first.status, second.outputJson]).toEqual(['true', 'succeeded', 'false']);
    },
  );
});

describe('the canaries', () => {
  it('can all be reached by an ordinary process', async () => {
    const code = `
      const fs = require('node:fs'); const c = JSON.parse(process.argv[1]);
      fs.writeFileSync(c.target, fs.readFileSync(c.file, 'utf8') + process.env[c.variable]);
      require('node:net').connect(c.port, '127.0.0.1').on('data', (d) => { console.log(String(d)); process.exit(); });`;
    const before = canary.connections();

    const { stdout } = await promisify(execFile)(process.execPath, ['-e', code, JSON.stringify(canary)]);

    expect(stdout).toContain('200 OK');
    expect(canary.connections()).toBe(before + 1);
    expect(reached({ outputJson: '""', error: null } as RunResult)).toContain('the target exists');
  });

  it('are recognised in an answer, wherever they appear', async () => {
    const echo = await attempt({ language: 'python', source: 'def f(c): raise ValueError("x")', ends: 'ValueError' });

    expect(reached({ ...echo, logs: { stdout: canary.secret, stderr: '', truncated: false } })).toContain(
      'the secret came back',
    );
    expect(reached({ ...echo, outputJson: '"reached x"' })).toContain('it says so');
  });
});
