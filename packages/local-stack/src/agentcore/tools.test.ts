import { InvokeCodeInterpreterCommand, type ToolName } from '@aws-sdk/client-bedrock-agentcore';
import { eventually } from '../testing/processes.ts';
import { codeInterpreterIdentifier, type OpenAgentCore, openAgentCore } from './testing/open-agentcore.ts';

describe('Code Interpreter tools', () => {
  let opened: OpenAgentCore;
  let sessionId: string;
  const run = (language: 'python' | 'javascript' | 'typescript', code: string, clearContext = false) =>
    opened.execute(sessionId, { language, code, clearContext });
  const only = async (name: ToolName, toolArguments: object) => {
    const [result] = await opened.invoke(sessionId, name, toolArguments);
    return result;
  };

  beforeAll(async () => {
    opened = await openAgentCore();
  }, 180_000);
  afterAll(() => opened.close());
  beforeEach(async () => {
    sessionId = await opened.start();
  });
  afterEach(() => opened.stop(sessionId));

  it.each([
    ['python', 'x = 20', 'print(x + 1)'],
    ['javascript', 'let x = 20;', 'console.log(x + 1)'],
    ['typescript', 'let x: number = 20;', 'console.log((x as number) + 1)'],
  ] as const)('run %s, and keep its variables for the next call', async (language, first, second) => {
    const empty = await run(language, first);
    const result = await run(language, second);

    expect(empty).toMatchObject({ isError: false, structuredContent: { stdout: '', exitCode: 0 } });
    expect(result).toEqual({
      content: [{ type: 'text', text: '21\n' }],
      structuredContent: { stdout: '21\n', stderr: '', exitCode: 0, executionTime: expect.any(Number) },
      isError: false,
    });
  });

  it.each([
    ['python', 'print("ä ☃ 😀 ]", end="")'],
    ['javascript', 'console.log("ä ☃ 😀 ]")'],
  ] as const)('carry every character that %s prints', async (language, code) => {
    expect((await run(language, code)).structuredContent?.stdout?.trimEnd()).toBe('ä ☃ 😀 ]');
  });

  it('give JavaScript and TypeScript of one session the same variables', async () => {
    await run('javascript', 'globalThis.shared = 1;');

    expect((await run('typescript', 'const n: number = 1; console.log(shared + n);')).structuredContent?.stdout).toBe(
      '2\n',
    );
  });

  it.each([
    ['python', 'print("out")\nraise ValueError("bad")', 'ValueError: bad'],
    ['javascript', 'console.log("out"); throw new RangeError("bad");', 'RangeError: bad'],
    ['typescript', 'console.log("out"); const x: Error = new RangeError("bad"); throw x;', 'RangeError: bad'],
  ] as const)('tell of what %s raises, and keep the session', async (language, code, message) => {
    const { isError, structuredContent, content } = await run(language, code);

    expect(structuredContent).toMatchObject({ stdout: 'out\n', exitCode: 1 });
    expect(structuredContent?.stderr).toContain(message);
    expect(content?.[0]?.text).toBe(`out\n${structuredContent?.stderr}`);
    expect(isError).toBe(true);
    const hello = language === 'python' ? 'print("hello")' : 'console.log("hello")';
    expect((await run(language, hello)).isError).toBe(false);
  });

  it('forget variables but keep files when the context is cleared', async () => {
    await run('python', 'left = 1\nopen("kept.txt", "w").write("here")');

    const result = await run('python', 'print("left" in globals(), open("kept.txt").read())', true);

    expect(result.structuredContent?.stdout).toBe('False here\n');
  });

  it('keep the variables and files of one session from another', async () => {
    const other = await opened.start();
    await run('python', 'secret = 1\nopen("secret.txt", "w").write("x")');

    const code = 'import os; print("secret" in globals(), os.listdir("."))';
    const result = await opened.execute(other, { language: 'python', code });
    await opened.stop(other);

    expect(result.structuredContent?.stdout).toBe('False []\n');
  });

  it('hand over nothing from a session that has ended to the next that gets its process', async () => {
    const where = 'import os; print(os.path.exists("left.txt"), "left" in globals())';
    await run('python', 'left = 1\nopen("left.txt", "w").write("x")');
    await opened.stop(sessionId);
    sessionId = await opened.start();

    expect((await run('python', where)).structuredContent?.stdout).toBe('False False\n');
  });

  it('write, list, read and remove files that code sees too', async () => {
    const blob = Uint8Array.from([0, 255, 254, 1]);
    const written = await only('writeFiles', {
      content: [
        { path: 'data/in.csv', text: 'a,b\n1,2\n' },
        { path: 'raw.bin', blob },
      ],
    });
    await run('python', 'open("data/out.json", "w").write("[" + open("data/in.csv").read()[4] + "]")');
    const root = await only('listFiles', { path: '' });
    const inner = await only('listFiles', { directoryPath: 'data' });
    const read = await only('readFiles', { paths: ['data/out.json', './raw.bin'] });
    const removed = await only('removeFiles', { paths: ['data/in.csv', 'raw.bin'] });

    expect(written).toEqual({ content: [{ type: 'text', text: 'Successfully wrote all 2 files' }], isError: false });
    expect(root?.content).toEqual([
      { type: 'resource_link', uri: 'file:///data', name: 'data', description: 'Directory' },
      {
        ...{ type: 'resource_link', uri: 'file:///raw.bin', name: 'raw.bin', description: 'File' },
        ...{ mimeType: 'application/octet-stream', size: 4 },
      },
    ]);
    expect(inner?.content?.map(({ name, uri, mimeType }) => [name, uri, mimeType])).toEqual([
      ['in.csv', 'file:///data/in.csv', 'text/csv'],
      ['out.json', 'file:///data/out.json', 'application/json'],
    ]);
    expect(read?.content).toEqual([
      {
        type: 'resource',
        resource: { type: 'text', uri: 'file:///data/out.json', mimeType: 'application/json', text: '[1]' },
      },
      {
        type: 'resource',
        resource: { type: 'blob', uri: 'file:///raw.bin', mimeType: 'application/octet-stream', blob },
      },
    ]);
    expect(removed?.content?.[0]?.text).toBe('Successfully removed all 2 files');
    expect((await run('python', 'import os; print(os.listdir("data"))')).structuredContent?.stdout).toBe(
      "['out.json']\n",
    );
  });

  it.each([
    ['readFiles', { paths: ['nothing.txt'] }, 'nothing.txt does not exist.'],
    ['removeFiles', { paths: ['nothing.txt'] }, 'nothing.txt does not exist.'],
    ['listFiles', { path: 'nothing' }, 'nothing does not exist.'],
  ] as const)('say in the result of %s that a file is not there', async (name, toolArguments, text) => {
    expect(await only(name, toolArguments)).toEqual({ content: [{ type: 'text', text }], isError: true });
  });

  it.each([
    ['executeCode', { language: 'python' }, 'code'],
    ['executeCode', { code: '1' }, 'language'],
    ['executeCode', { code: '1', language: 'ruby' }, 'language'],
    ['executeCode', { code: '1', language: 'python', runtime: 'deno' }, 'runtime'],
    ['executeCode', { code: '1', language: 'python', clearContext: 'yes' }, 'clearContext'],
    ['writeFiles', { content: [] }, 'content'],
    ['writeFiles', { content: [{ path: 'x' }] }, 'content'],
    ['writeFiles', { content: [{ path: '../x', text: '' }] }, 'content.path'],
    ['readFiles', { paths: ['/etc/passwd'] }, 'paths'],
    ['readFiles', { paths: ['a/../../b'] }, 'paths'],
    ['removeFiles', {}, 'paths'],
    ['executeCommand', { command: 'ls' }, 'name'],
    ['startCommandExecution', { command: 'ls' }, 'name'],
    ['eatCode', {}, 'name'],
  ])('refuse %s with %j before anything runs', async (name, toolArguments, field) => {
    const refused = opened.invoke(sessionId, name as ToolName, toolArguments as object);

    await expect(refused).rejects.toMatchObject({
      name: 'ValidationException',
      reason: 'FieldValidationFailed',
      fieldList: [{ name: field, message: expect.any(String) }],
    });
  });

  it('say what there is instead of commands', async () => {
    await expect(opened.invoke(sessionId, 'executeCommand', { command: 'ls' })).rejects.toThrow(
      'executeCommand is not offered here: the session has interpreters, but no shell. Use executeCode.',
    );
  });

  it('need a session that exists', async () => {
    const without = opened.client.send(
      new InvokeCodeInterpreterCommand({ codeInterpreterIdentifier, name: 'listFiles', arguments: {} }),
    );

    await expect(without).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(opened.invoke('01ABC', 'listFiles', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('run one at a time in a session', async () => {
    const code = 'await new Promise((resolve) => setTimeout(resolve, 1_500)); console.log("first");';
    const { ending } = await opened.begin(sessionId, { language: 'javascript', code });

    await expect(run('javascript', 'console.log("second")')).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 409 },
    });
    expect((await ending).structuredContent?.stdout).toBe('first\n');
  });

  it('go on after an interpreter is lost, with a new one', async () => {
    await run('python', 'x = 1');
    const lost = await run('python', 'import os; os._exit(3)');
    const next = await run('python', 'print("x" in globals())');

    expect(lost).toMatchObject({ isError: true, structuredContent: { exitCode: 1 } });
    expect(lost.structuredContent?.stderr).toContain('Variables and files of this interpreter are lost.');
    expect(next.structuredContent?.stdout).toBe('False\n');
  });

  it.each(['python', 'javascript'] as const)('are cut off by the end of the session: %s', async (language) => {
    const endless = language === 'python' ? 'while True: pass' : 'for (;;) {}';
    const mine = await opened.start();
    const before = opened.server.processes();
    const { ending } = await opened.begin(mine, { language, code: endless });

    const stoppedAt = performance.now();
    await opened.stop(mine);

    await expect(ending).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(performance.now() - stoppedAt).toBeLessThan(1_000);
    await eventually(() => opened.server.processes() <= before, 'its process is gone');
  });
});
