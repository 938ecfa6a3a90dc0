import type { LiveRequest } from '../../live/live-protocol.ts';
import type { ChildReport } from '../../protocol/answer.ts';
import { frameTypes } from '../../protocol/frames.ts';
import { lockDown } from '../lockdown.ts';
import { createLogForwarder } from '../log-forwarder.ts';
import { readRequest, sendAnswer, sendReady } from '../wire.ts';
import { createDataModules } from './data-modules.ts';
import { forgetFormats } from './intl-bridge.ts';
import { neededGlobals } from './loading.ts';
import { createMachine } from './machine.ts';
import { openQuickJs } from './open-quickjs.ts';
import { runScript } from './run-script.ts';

const breakdown = { type: 'InterpreterBreakdown', message: 'The code brought the interpreter down.' };
const { exit } = process;
process.env.TZ = 'UTC';
const logs = createLogForwarder();
const engine = await openQuickJs(new URL('quickjs.wasm', import.meta.url));
let machine = createMachine(engine.module(), logs, createDataModules());
lockDown(neededGlobals);

for (;;) {
  sendReady();
  const bytes = readRequest();
  if (!bytes) break;
  const request = JSON.parse(bytes.toString('utf8')) as LiveRequest;
  const isReusable = request.kind === 'execute' ? execute(request) : await forget();
  if (!isReusable) break;
}
exit(0);

/** Answers the request; false when this process is of no further use. */
function execute(request: Extract<LiveRequest, { kind: 'execute' }>): boolean {
  const startedAt = performance.now();
  logs.reset(request.logBytes);
  engine.allow(request.memoryMb);
  const done = attempt(request);
  if (done.thrown !== undefined) logs.write(frameTypes.stderr, Buffer.from(`${done.thrown}\n`));
  const memoryRefused = engine.wasRefused();
  const report: ChildReport = {
    durationMs: performance.now() - startedAt,
    isReusable: !done.isBroken && !memoryRefused,
    memoryRefused,
    ...(done.isBroken ? { breakdown } : {}),
  };
  const exitCode = done.thrown === undefined && !done.isBroken ? 0 : 1;
  sendAnswer(report, Buffer.from(JSON.stringify({ exitCode })), Buffer.alloc(0));
  return report.isReusable;
}

function attempt(request: Extract<LiveRequest, { kind: 'execute' }>): { thrown?: string; isBroken: boolean } {
  try {
    const thrown = runScript(machine, request);
    return { isBroken: false, ...(thrown === undefined ? {} : { thrown }) };
  } catch {
    // Whatever comes out of the interpreter itself, and not out of the code, leaves it in an unknown state.
    return { isBroken: true };
  }
}

/** There are no files here: forgetting variables and forgetting everything are the same. */
async function forget(): Promise<boolean> {
  machine.dispose();
  forgetFormats();
  await engine.renew();
  machine = createMachine(engine.module(), logs, createDataModules());
  sendAnswer({ durationMs: 0, isReusable: true, memoryRefused: false }, Buffer.alloc(0), Buffer.from('{}'));
  return true;
}
