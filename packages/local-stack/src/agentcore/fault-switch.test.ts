import { ListCodeInterpreterSessionsCommand } from '@aws-sdk/client-bedrock-agentcore';
import { streamExceptions } from './agentcore-error.ts';
import { codeInterpreterIdentifier } from './testing/open-agentcore.ts';
import { broken, useFaultySessions } from './testing/use-faulty-sessions.ts';

const given = useFaultySessions();

describe('a fault', () => {
  const execute = () => given.opened.execute(given.sessionId, { language: 'javascript', code: '1' });
  const outcomes = async (count: number) => {
    const list: boolean[] = [];
    for (let call = 0; call < count; call += 1)
      list.push(
        await execute().then(
          () => true,
          () => false,
        ),
      );
    return list;
  };

  it.each(streamExceptions)(
    'can be any exception of the service, in the stream or before it: %s',
    async (exception) => {
      given.opened.server.faults.arm({ kind: 'exception', exception }, { kind: 'error', exception });

      await expect(execute()).rejects.toMatchObject({ name: exception, message: 'An exception was asked for.' });
      await expect(execute()).rejects.toMatchObject({ name: exception, message: 'An error was asked for.' });
      await expect(execute()).resolves.toBeDefined();
    },
  );

  it('strikes as often as it is told', async () => {
    given.opened.server.faults.arm({ kind: 'throttle', times: 3 });

    expect(await outcomes(5)).toEqual([false, false, false, true, true]);
    expect(given.opened.server.faults.list()).toEqual([{ kind: 'throttle', times: 3, struck: 3 }]);
  });

  it('strikes by chance, the same calls for the same seed', async () => {
    const draw = async (seed: number) => {
      given.opened.server.faults.clear();
      given.opened.server.faults.arm({ kind: 'throttle', probability: 0.5, seed });
      return outcomes(40);
    };
    const first = await draw(7);

    expect(await draw(7)).toEqual(first);
    expect(await draw(8)).not.toEqual(first);
    const share = first.filter((isWell) => !isWell).length / first.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.75);
  });

  it('strikes the operation and the tool it is meant for', async () => {
    given.opened.server.faults.arm(
      { kind: 'throttle', operation: 'ListCodeInterpreterSessions' },
      { kind: 'throttle', tool: 'listFiles' },
    );
    const list = () => given.opened.client.send(new ListCodeInterpreterSessionsCommand({ codeInterpreterIdentifier }));

    await expect(execute()).resolves.toBeDefined();
    await expect(given.opened.invoke(given.sessionId, 'listFiles', {})).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    await expect(list()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await expect(list()).resolves.toBeDefined();
  });

  it('can lose the answer to a start or a stop that has happened', async () => {
    const countReady = async () => {
      const input = { codeInterpreterIdentifier, status: 'READY', maxResults: 100 } as const;
      const { items = [] } = await given.opened.client.send(new ListCodeInterpreterSessionsCommand(input));
      return items.length;
    };
    const before = await countReady();
    given.opened.server.faults.arm(
      { kind: 'reset', when: 'after', operation: 'StartCodeInterpreterSession' },
      { kind: 'reset', when: 'after', operation: 'StopCodeInterpreterSession' },
    );

    await expect(given.opened.start()).rejects.toThrow(broken);
    expect(await countReady()).toBe(before + 1);
    await expect(given.opened.stop(given.sessionId)).rejects.toThrow(broken);
    expect(await countReady()).toBe(before);
  });
});

interface ControlAnswer {
  readonly faults: readonly object[];
  readonly fieldList?: readonly { readonly name: string }[];
}

describe('the fault switch over HTTP', () => {
  const control = async (method: string, body?: unknown, contentType = 'application/json') => {
    const headers = body === undefined ? {} : { 'content-type': contentType };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${given.opened.endpoint}/_local/faults`, init);
    return { status: response.status, body: (await response.json()) as ControlAnswer };
  };

  it('arms, shows and disarms', async () => {
    const armed = await control('PUT', [
      { kind: 'throttle', times: 2 },
      { kind: 'slow', delayMs: 1 },
    ]);
    await expect(given.opened.invoke(given.sessionId, 'listFiles', {})).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    const shown = await control('GET');
    const replaced = await control('PUT', [{ kind: 'no-result' }]);
    const cleared = await control('DELETE');

    expect(armed).toEqual({
      status: 200,
      body: {
        faults: [
          { kind: 'throttle', times: 2, struck: 0 },
          { kind: 'slow', delayMs: 1, struck: 0 },
        ],
      },
    });
    expect(shown.body.faults[0]).toEqual({ kind: 'throttle', times: 2, struck: 1 });
    expect(replaced.body.faults).toEqual([{ kind: 'no-result', struck: 0 }]);
    expect(cleared.body).toEqual({ faults: [] });
  });

  it.each([
    [{}, 'kind'],
    [{ kind: 'explode' }, 'kind'],
    [{ kind: 'throttle', oftn: 3 }, 'oftn'],
    [{ kind: 'throttle', times: 0 }, 'times'],
    [{ kind: 'throttle', probability: 2 }, 'probability'],
    [{ kind: 'truncate', operation: 'StopCodeInterpreterSession' }, 'operation'],
    [{ kind: 'slow', when: 'during' }, 'when'],
    [{ kind: 'error', exception: 'Nonsense' }, 'exception'],
  ])('refuses %j', async (fault, field) => {
    const { status, body } = await control('PUT', [fault]);

    expect([status, body.fieldList?.[0]?.name]).toEqual([400, field]);
  });

  it('takes nothing that a page of another origin could send', async () => {
    const { status } = await control('PUT', [{ kind: 'throttle' }], 'text/plain');

    expect([status, given.opened.server.faults.list()]).toEqual([400, []]);
  });
});
