import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect, stackDirVariable } from '../stack/connection.ts';
import { openWorkerDoor, type WorkerDoor } from '../stack/worker-door.ts';
import { eventually } from './eventually.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const run = promisify(execFile);

/** As `make redrive` runs it. */
async function redrive(dataDir = process.env[stackDirVariable] ?? '') {
  const program = join('packages', 'worker', 'src', 'redrive', 'main.ts');
  const env = { PATH: process.env.PATH, DTR_DATA_DIR: dataDir };
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    cwd: root,
    env,
  });
  return stdout;
}

describe('dead letters', () => {
  let worker: WorkerDoor;
  beforeAll(async () => {
    const stack = await connect();
    worker = openWorkerDoor(stack.endpoints, await stack.credentialsOf('operator'));
  });
  afterAll(() => worker.close());

  const died = () => eventually(async () => ((await worker.depth('work-dead')) === 1 ? true : undefined));

  it('are what nobody can handle; sweeps count them, and one command moves them back', async () => {
    await worker.send(JSON.stringify({ kind: 'unheard.of' }));
    await died();
    expect(await worker.sweep('sweep')).toMatchObject({ deadLetters: 1 });

    expect(await redrive()).toBe('Moved back from dtr-local-work-dead: 1.\n');
    await died();
    await worker.purgeDeadLetters();

    expect(await redrive()).toBe('dtr-local-work-dead holds no messages to move.\n');
  }, 180_000);

  it('are not looked for where no stack has run', async () => {
    await expect(redrive('/nowhere')).rejects.toMatchObject({
      code: 1,
      stderr: 'No local stack has run in /nowhere: run "make start", or set DEAD_LETTER_QUEUE_URL.\n',
    });
  });
});
