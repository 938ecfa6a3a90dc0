import { type Client, createClient } from '@dtr/client';
import { openEmbeddedStack } from '../../stack/embedded-stack.ts';
import { javascriptCode, preferRealPython, pythonCode, runNode, runPython, text } from '../commands.ts';
import { atMost, type Bar, inMs, interleaved, type Outcome } from '../measurement.ts';

const rounds = 40;
/** Enough calls for the compilers of all processes to have settled, as in a service that runs. */
const warmUps = 150;

/** Whole signed HTTP calls of warm tools, and creation against reuse. */
export const httpCalls: Bar = async () => {
  const stack = await openEmbeddedStack();
  try {
    const client = createClient({ endpoint: stack.api, credentials: stack.credentials.planner });
    return [...(await executions(client)), ...(await reuse(client))];
  } finally {
    await stack.close();
  }
};

async function executions(client: Client): Promise<readonly Outcome[]> {
  const python = await callerOf(client, 'python', pythonCode);
  const javascript = await callerOf(client, 'javascript', javascriptCode);
  for (let warm = 0; warm < warmUps; warm += 1) await Promise.all([python(), javascript()]);
  const installed = await preferRealPython();
  const times = await interleaved(rounds, {
    python,
    javascript,
    python3: () => installed && runPython(),
    node: runNode,
  });
  const what = 'signed HTTP call of a warm Python tool, against python3 -I -c';
  return [
    installed
      ? atMost(what, 1, times.python / times.python3, `${inMs(times.python)} against ${inMs(times.python3)}`)
      : { what, bar: 'at most 1', skipped: 'python3 is not installed' },
    atMost(
      'signed HTTP call of a warm JavaScript tool, against node -e',
      0.25,
      times.javascript / times.node,
      `${inMs(times.javascript)} against ${inMs(times.node)}`,
    ),
  ];
}

async function callerOf(client: Client, language: 'python' | 'javascript', code: string) {
  const draft = { name: `slugify_${language}`, description: 'Turns a title into a slug.', language, code };
  const parameters = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
  const { data } = await client.createTool({ ...draft, parameters });
  return async () => {
    const { data: result } = await client.execute(data.toolId, { input: { text } });
    if (result.status !== 'succeeded') throw new Error(`${language}: ${result.status}`);
  };
}

/** Each round creates another tool and posts it once more; the code differs so that the first is never a reuse. */
async function reuse(client: Client): Promise<readonly Outcome[]> {
  let mark = 0;
  const draft = () => ({
    name: `bench_${mark}`,
    description: 'Turns a title into a slug.',
    language: 'python' as const,
    code: `${pythonCode}# ${mark}\n`,
    examples: [{ input: { text: 'A B' }, output: 'a-b' }],
  });
  const times = await interleaved(rounds, {
    create: () => {
      mark += 1;
      return client.createTool(draft());
    },
    reuse: () => client.createTool(draft()),
  });
  const detail = `${inMs(times.reuse)} against ${inMs(times.create)}`;
  return [atMost('reuse by digest, against first create', 0.3, times.reuse / times.create, detail)];
}
