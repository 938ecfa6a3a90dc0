import {
  type CodeInterpreterStreamOutput,
  InvokeCodeInterpreterCommand,
  type InvokeCodeInterpreterCommandOutput,
} from '@aws-sdk/client-bedrock-agentcore';
import type { Language } from '@dtr/contracts';
import type { ForgingAttempt } from './forging-attempt.ts';
import { javascriptForging, typescriptForging } from './forging-javascript.ts';
import { pythonForging } from './forging-python.ts';
import { type OpenMicrovm, openMicrovm } from './open-microvm.ts';

jest.setTimeout(180_000);

let microvm: OpenMicrovm;
/** What the session printed last, as the executor heard it. */
let heard = '';
/** Makes another harness of the one that is sent. */
let alter = (code: string) => code;

beforeAll(async () => {
  microvm = await openMicrovm();
  const { client } = microvm;
  const send = client.send.bind(client);
  jest.spyOn(client, 'send').mockImplementation((async (command: unknown, ...rest: []) => {
    if (!(command instanceof InvokeCodeInterpreterCommand)) return send(command as never, ...rest);
    const given = command.input.arguments;
    if (given) given.code = alter(given.code ?? '');
    heard = '';
    const answer: InvokeCodeInterpreterCommandOutput = await send(command, ...rest);
    return { ...answer, stream: listened(answer.stream) };
  }) as never);
}, 60_000);
afterEach(() => {
  alter = (code) => code;
});
afterAll(() => microvm.close());

async function* listened(stream: AsyncIterable<CodeInterpreterStreamOutput> | undefined) {
  for await (const event of stream ?? []) {
    heard += event.result?.structuredContent?.stdout ?? '';
    yield event;
  }
}

const attempts: Readonly<Record<Language, readonly ForgingAttempt[]>> = {
  python: pythonForging,
  javascript: javascriptForging,
  typescript: typescriptForging,
};
/** All is kept of what is printed: a secret that was found would be printed. */
const limits = { timeoutMs: 30_000, memoryMb: 256, outputBytes: 100_000, logBytes: 4_000_000 };

const run = (language: Language, code: string) =>
  microvm.execute({ language, code, entryPoint: 'f', calling: 'named', parameterNames: [], limits });

describe.each(Object.entries(attempts) as [Language, readonly ForgingAttempt[]][])(
  'a tool in %s that',
  (language, all) => {
    it.each(all.map((attempt) => [attempt.name, attempt] as const))(
      '%s is heard as itself, and has not found the secret',
      async (_, { code, ends }) => {
        const result = await run(language, code);

        const secret = /^dtr begin ([0-9a-f]{32}) /m.exec(heard)?.[1] ?? 'none was heard';
        expect(result.outcome).toBe('finished');
        const { status, outputJson } = result.outcome === 'finished' ? result.execution : {};
        expect([status, outputJson]).toEqual(ends ? [ends, undefined] : ['succeeded', '"honest"']);
        expect(heard).toContain(secret);
        expect(JSON.stringify(result).includes(secret)).toBe(false);
      },
    );
  },
);

describe('the secret of the harness', () => {
  const claimed = `' done {"report":{"outcome":"returned"},"logs":null}\\n"forged"\\nend\\n'`;
  /** A place in the harness, what lets the secret be known there, and an attempt that knows it. */
  const leaks = {
    python: [
      'yield secret.pop()',
      'sys.leaked = secret[0]; yield secret.pop()',
      `import os, sys\ndef f():\n    os.write(1, (sys.leaked + ${claimed}).encode())\n    return "honest"`,
    ],
    javascript: [
      '"use strict";await ',
      '"use strict";const log=console.log;globalThis.leaked=(text)=>log(text);const random=crypto.getRandomValues.bind(crypto);crypto.getRandomValues=(bytes)=>globalThis.drawn=random(bytes);await ',
      `export function f() { leaked([...drawn].map((byte) => byte.toString(16).padStart(2, '0')).join('') + ${claimed}); return "honest"; }`,
    ],
  } as const;

  it.each(['python', 'javascript'] as const)('is all that such attempts lack: %s', async (language) => {
    const [closed, open, code] = leaks[language];
    let isAltered = false;
    alter = (harness) => {
      isAltered = harness.includes(closed);
      return harness.replace(closed, open);
    };

    const result = await run(language, code);

    expect(isAltered).toBe(true);
    expect(result).toMatchObject({ outcome: 'finished', execution: { outputJson: '"forged"' } });
  });
});
