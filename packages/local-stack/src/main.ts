import { formatJson } from './log/format-json.ts';
import { formatTerminal } from './log/format-terminal.ts';
import { createLog } from './log/log.ts';
import { banner } from './start/banner.ts';
import { readSettings } from './start/settings.ts';
import { StartError } from './start/start-error.ts';
import { type LocalStack, startLocalStack } from './start/start-local-stack.ts';

/** Everything must have ended within five seconds of a signal; what has not by then is killed by the process guard. */
const STOP_MS = 4_000;

const { stdout } = process;

/** Runs the stack until a signal. Exit code 0 after a signal, 1 when it cannot start. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog((line) => stdout.write(line), stdout.isTTY ? formatTerminal : formatJson, settings.logLevel);
  const stopped = onSignals();
  const stack = await Promise.race([startLocalStack({ ...settings, log }), stopped]);
  if (!stack) return;
  if (stdout.isTTY) stdout.write(banner(stack, process.cwd()));
  else log.write('info', 'stack', 'running', whereabouts(stack));
  stack.warm.then(() => log.write('info', 'stack', 'all functions are warm'));
  await stopped;
  log.write('info', 'stack', 'stopping');
  await stop(stack);
}

/** What the banner tells a person, for whoever reads the log instead. */
function whereabouts({ endpoints, dataDir, credentialsFile }: LocalStack) {
  return { endpoints, docs: `${endpoints.api}/docs`, dataDir, credentialsFile };
}

/** Resolves at the first SIGINT or SIGTERM; the second ends the process at once, and with it all of its children. */
function onSignals(): Promise<undefined> {
  return new Promise((resolve) => {
    let count = 0;
    const onSignal = () => {
      count += 1;
      if (count > 1) process.exit(130);
      resolve(undefined);
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  });
}

async function stop(stack: LocalStack): Promise<void> {
  const timer = setTimeout(() => process.exit(1), STOP_MS);
  await stack.stop();
  clearTimeout(timer);
}

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(error instanceof StartError ? `${error.message}\n` : `${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
