import { prepareAssets } from '../build/prepare-assets.ts';
import { createCanary, type LiveCanary, signsOfReach } from '../probes/canary.ts';
import type { Probe } from '../probes/probe.ts';
import { probeAreas } from '../probes/probe-areas.ts';
import { assetsDirectory } from '../testing/open-sandbox.ts';
import { createLiveInterpreters, type Execution, type LiveInterpreters } from './live-interpreters.ts';

// A busy machine takes its time to start processes.
jest.setTimeout(180_000);

let interpreters: LiveInterpreters;
let canary: LiveCanary;
beforeAll(async () => {
  await prepareAssets({ directory: assetsDirectory });
  canary = await createCanary();
  interpreters = createLiveInterpreters({ assetsDir: assetsDirectory });
}, 60_000);
afterAll(async () => {
  await interpreters.close();
  await canary.remove();
});

/** Calls `f` and prints what it returned as JSON, or the type of what it raised, on the last line. */
const callers = {
  python: (input: string) => `
import asyncio as _asyncio, inspect as _inspect, json as _json
_print = print
async def _wait(awaitable):
    return await awaitable
try:
    _result = f(_json.loads(${JSON.stringify(input)}))
    _end = _json.dumps(_asyncio.run(_wait(_result)) if _inspect.isawaitable(_result) else _result)
except Exception as _error:
    _end = type(_error).__qualname__
_print("\\n" + _end)`,
  javascript: (input: string) => `
const print = console.log;
await f(${input}).then((value) => print('\\n' + (JSON.stringify(value) ?? 'null')), (error) => print('\\n' + (error.name ?? 'Error')));`,
};

/** Attempts on the machinery that runs one function; there is another one here, and so another end. */
const otherEnds: Readonly<Record<string, string>> = {
  'answers in the name of the harness': 'InterpreterBreakdown',
  // Such modules exist here; there is nothing more in them than elsewhere in the interpreter.
  'imports from a data URL': '"undefinedundefinedundefined"',
  // The program is over then: its last line was never printed.
  'waits for nothing': '',
};

async function attempt({ language, source, ends }: Probe): Promise<Execution> {
  const engine = language === 'python' ? 'python' : 'javascript';
  const { file, directory, target, variable, port } = canary;
  const input = JSON.stringify({ file, directory, target, variable, port });
  const interpreter = await interpreters.open(engine);
  const timeoutMs = ends === 'TimedOut' ? 500 : 20_000;
  const code = `${source}\n${callers[engine](input)}`;
  const execution = await interpreter.execute(code, language, { timeoutMs, memoryMb: 16, logBytes: 65_536 });
  await interpreters.giveBack(engine, interpreter, false);
  return execution;
}

const outputOf = ({ stdout }: Execution) => stdout.trimEnd().split('\n').at(-1) ?? '';

function endOf(execution: Execution): string | undefined {
  if (execution.status === 'timed_out') return 'TimedOut';
  if (execution.status === 'out_of_memory') return 'OutOfMemory';
  return execution.status === 'broke_down' ? execution.breakdown?.type : outputOf(execution);
}

/** The attempts made on fresh interpreters, made on those that keep their state: the same program around another loop. */
describe.each(Object.entries(probeAreas))('an attempt on %s, in a live interpreter', (_, probes) => {
  it.each(probes.map((probe) => [probe.name, probe] as const))('that %s stays inside', async (_name, probe) => {
    const execution = await attempt(probe);

    const signs = signsOfReach(canary, { everything: JSON.stringify(execution), output: outputOf(execution) });
    expect(signs).toEqual([]);
    expect(endOf(execution)).toBe(otherEnds[probe.name] ?? probe.ends);
  });
});
