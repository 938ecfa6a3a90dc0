import type { ChildReport } from '../../protocol/answer.ts';
import type { RunRequest } from '../../run-request.ts';
import { lockDown } from '../lockdown.ts';
import { createLogForwarder } from '../log-forwarder.ts';
import { readRequest, sendAnswer, sendReady } from '../wire.ts';
import { CompilerBreakdown } from './compile-module.ts';
import { forgetFormats } from './intl-bridge.ts';
import { neededGlobals } from './loading.ts';
import { createMachine } from './machine.ts';
import { openQuickJs } from './open-quickjs.ts';
import { type ModuleOutcome, runModule } from './run-module.ts';

interface Attempt extends ModuleOutcome {
  readonly breakdown?: NonNullable<ChildReport['breakdown']>;
  readonly isReusable: boolean;
}

const breakdown = { type: 'InterpreterBreakdown', message: 'The code brought the interpreter down.' };

const { exit } = process;
process.env.TZ = 'UTC';
const logs = createLogForwarder();
const engine = await openQuickJs(new URL('quickjs.wasm', import.meta.url));
createMachine(engine.module(), logs).dispose();
lockDown(neededGlobals);

for (;;) {
  const machine = createMachine(engine.module(), logs);
  sendReady();
  const bytes = readRequest();
  if (!bytes) break;
  const request = JSON.parse(bytes.toString('utf8')) as RunRequest;
  logs.reset(request.limits.logBytes);
  engine.allow(request.limits.memoryMb);
  if (!serve(request)) break;
  // After the answer, so that nobody waits for it.
  machine.dispose();
  forgetFormats();
  await engine.renew();

  /** Answers the request; false when this process is of no further use. */
  function serve({ limits }: RunRequest): boolean {
    const startedAt = performance.now();
    const done = attempt();
    const output = Buffer.from(done.output);
    const isTooLarge = output.length > limits.outputBytes;
    const report = isTooLarge ? tooLarge(output.length) : done.report;
    const { isReusable } = done;
    const child: ChildReport = {
      durationMs: performance.now() - startedAt,
      isReusable,
      memoryRefused: engine.wasRefused(),
      ...(done.breakdown ? { breakdown: done.breakdown } : {}),
      ...(done.refusal ? { refusal: done.refusal } : {}),
    };
    sendAnswer(child, Buffer.from(report), isTooLarge ? Buffer.alloc(0) : output);
    return isReusable;
  }

  function attempt(): Attempt {
    try {
      return { ...runModule(machine, request), isReusable: true };
    } catch (error) {
      // Whatever comes out of the interpreter itself, and not out of the code, leaves it in an unknown state.
      const ending = error instanceof CompilerBreakdown ? { refusal: error.refusal } : { breakdown };
      return { report: '', output: '', isReusable: false, ...ending };
    }
  }
}
exit(0);

function tooLarge(outputBytes: number): string {
  return JSON.stringify({ outcome: 'too_large', outputBytes, isOrdinary: true });
}
