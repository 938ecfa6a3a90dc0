import {
  GetCodeInterpreterSessionCommand,
  ListCodeInterpreterSessionsCommand,
  StartCodeInterpreterSessionCommand,
  StopCodeInterpreterSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { eventually } from '../testing/processes.ts';
import { codeInterpreterIdentifier, type OpenAgentCore, openAgentCore } from './testing/open-agentcore.ts';

const aToken = (letter: string) => letter.repeat(40);

describe('Code Interpreter sessions', () => {
  let opened: OpenAgentCore;
  const get = (sessionId: string) =>
    opened.client.send(new GetCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId }));
  const startWith = (input: object) =>
    opened.client.send(new StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier, ...input }));

  beforeEach(async () => {
    opened = await openAgentCore({ quotas: { callsPerSecond: 10_000, sessions: 5 } });
  }, 180_000);
  afterEach(() => opened.close());

  it('start, are shown and stop', async () => {
    const started = await startWith({ name: 'mine', sessionTimeoutSeconds: 120 });
    const sessionId = started.sessionId ?? '';
    const running = await get(sessionId);
    const stopped = await opened.client.send(
      new StopCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId }),
    );

    expect(sessionId).toMatch(/^[0-9A-Z]{26}$/);
    expect(Math.abs(Date.now() - Number(started.createdAt))).toBeLessThan(5_000);
    expect(running).toMatchObject({
      ...{ codeInterpreterIdentifier, sessionId, name: 'mine', sessionTimeoutSeconds: 120, status: 'READY' },
      createdAt: started.createdAt,
    });
    expect(stopped).toMatchObject({ codeInterpreterIdentifier, sessionId, lastUpdatedAt: expect.any(Date) });
    expect(await get(sessionId)).toMatchObject({ status: 'TERMINATED' });
  });

  it('last 900 seconds when nothing else is said', async () => {
    const sessionId = await opened.start();
    expect(await get(sessionId)).toMatchObject({ sessionTimeoutSeconds: 900 });

    opened.pass(899);
    expect(await get(sessionId)).toMatchObject({ status: 'READY' });
    opened.pass(2);

    expect(await get(sessionId)).toMatchObject({ status: 'TERMINATED' });
    await expect(opened.execute(sessionId, { language: 'python', code: '1' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining('is terminated'),
    });
  });

  it('end when their time is over although code runs in them, and nobody has to ask', async () => {
    const sessionId = await opened.start(60);
    const { ending } = await opened.begin(sessionId, { language: 'javascript', code: 'for (;;) {}' });
    expect(opened.server.processes()).toBe(1);

    opened.pass(61);

    await expect(ending).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await eventually(() => opened.server.processes() === 0, 'the process is gone');
  });

  it('stop once, and stay as they were when they are stopped again', async () => {
    const sessionId = await opened.start();
    const stop = () =>
      opened.client.send(new StopCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId }));
    const first = await stop();
    opened.pass(60);

    expect((await stop()).lastUpdatedAt).toEqual(first.lastUpdatedAt);
  });

  it('start once for one client token, and not at all for one that was used for something else', async () => {
    const first = await startWith({ name: 'a', clientToken: aToken('a') });

    expect((await startWith({ name: 'a', clientToken: aToken('a') })).sessionId).toBe(first.sessionId);
    expect((await startWith({ name: 'a', clientToken: aToken('b') })).sessionId).not.toBe(first.sessionId);
    await expect(startWith({ name: 'b', clientToken: aToken('a') })).rejects.toMatchObject({
      name: 'ValidationException',
      reason: 'IdempotentParameterMismatchException',
    });
  });

  it('are no more at once than the quota allows', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => opened.start()));

    await expect(opened.start()).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 402 },
    });
    await opened.stop(ids[0] ?? '');
    await expect(opened.start()).resolves.toBeDefined();
  });

  async function pagesOf(maxResults: number) {
    const pages: (string | undefined)[][] = [];
    let nextToken: string | undefined;
    do {
      const input = { codeInterpreterIdentifier, maxResults, nextToken };
      const page = await opened.client.send(new ListCodeInterpreterSessionsCommand(input));
      pages.push(page.items?.map(({ sessionId }) => sessionId) ?? []);
      nextToken = page.nextToken;
    } while (nextToken);
    return pages;
  }

  it('are listed newest first, in pages, by status', async () => {
    const ids = [await opened.start(), await opened.start(), await opened.start()];
    await opened.stop(ids[1] ?? '');
    const listed = await pagesOf(2);
    const ready = await opened.client.send(
      new ListCodeInterpreterSessionsCommand({ codeInterpreterIdentifier, status: 'READY' }),
    );

    expect(listed).toEqual([[ids[2], ids[1]], [ids[0]]]);
    expect(ready.items?.map(({ sessionId }) => sessionId)).toEqual([ids[2], ids[0]]);
    const forged = new ListCodeInterpreterSessionsCommand({ codeInterpreterIdentifier, nextToken: 'x' });
    await expect(opened.client.send(forged)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(ready.items?.[0]).toMatchObject({ status: 'READY', createdAt: expect.any(Date), codeInterpreterIdentifier });
  });

  it('are forgotten thirty days after their end', async () => {
    const sessionId = await opened.start();
    await opened.stop(sessionId);

    opened.pass(30 * 24 * 3_600 + 1);

    await expect(get(sessionId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    [{ sessionTimeoutSeconds: 28_801 }, 'sessionTimeoutSeconds'],
    [{ sessionTimeoutSeconds: 0 }, 'sessionTimeoutSeconds'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ clientToken: 'short' }, 'clientToken'],
    [{ certificates: [{ location: { secretsManager: { secretArn: 'arn' } } }] }, 'certificates'],
  ])('do not start with %j', async (input, field) => {
    await expect(startWith(input)).rejects.toMatchObject({
      name: 'ValidationException',
      reason: 'FieldValidationFailed',
      fieldList: [{ name: field, message: expect.any(String) }],
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('are not found by another id, or through another code interpreter', async () => {
    const sessionId = await opened.start();
    const elsewhere = { codeInterpreterIdentifier: 'other-1234567890', sessionId };

    await expect(get('01ABC')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(get('not an id')).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(opened.client.send(new GetCodeInterpreterSessionCommand(elsewhere))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(
      opened.client.send(new StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier: 'other-1234567890' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
