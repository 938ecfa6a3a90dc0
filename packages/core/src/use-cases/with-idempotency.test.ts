import { AppError } from '../domain/app-error.ts';
import { makeUseCases } from '../make-use-cases.ts';
import type { IdempotencyRecord } from '../ports/idempotency-store.ts';
import { planner, researcher, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';
import type { Attempt, StoredAnswer } from './with-idempotency.ts';

const request = { agent: planner, key: 'key', fingerprint: 'POST /tools a' };
const anAnswer = (body = 'body'): StoredAnswer => ({ status: 201, headers: { location: '/tools/x' }, body });
const setUp = () => {
  const clock = createTestClock();
  const ports = createMemoryPorts({ clock });
  const { withIdempotency } = makeUseCases(ports, testSettings);
  const attempts: Attempt[] = [];
  const running = (answer: () => StoredAnswer | Promise<StoredAnswer>) => async (attempt: Attempt) => {
    attempts.push(attempt);
    return answer();
  };
  const failing = (error: unknown) => running(() => Promise.reject(error));
  return { clock, ports, withIdempotency, attempts, running, failing };
};
const never = () => new Promise<StoredAnswer>(() => {});

describe('withIdempotency', () => {
  it('runs a request once and replays its answer', async () => {
    const { withIdempotency, running, attempts } = setUp();

    const first = await withIdempotency(
      request,
      running(() => anAnswer()),
    );
    const second = await withIdempotency(
      request,
      running(() => anAnswer('other')),
    );

    expect(first).toEqual({ answer: anAnswer(), replayed: false });
    expect(second).toEqual({ answer: anAnswer(), replayed: true });
    expect(attempts).toHaveLength(1);
  });

  it('replays answers that are too long for a row', async () => {
    const { withIdempotency, running } = setUp();
    const long = anAnswer('ü'.repeat(300_000));
    await withIdempotency(
      request,
      running(() => long),
    );

    expect(
      (
        await withIdempotency(
          request,
          running(() => anAnswer()),
        )
      ).answer,
    ).toEqual(long);
  });

  it('keeps agents and keys apart', async () => {
    const { withIdempotency, running, attempts } = setUp();

    await withIdempotency(
      request,
      running(() => anAnswer()),
    );
    await withIdempotency(
      { ...request, agent: researcher },
      running(() => anAnswer()),
    );
    await withIdempotency(
      { ...request, key: 'other' },
      running(() => anAnswer()),
    );

    expect(new Set(attempts.map(({ seed }) => seed)).size).toBe(3);
  });

  it('refuses a key with another request, also while the first one runs', async () => {
    const { withIdempotency, running } = setUp();
    const other = { ...request, fingerprint: 'POST /tools b' };
    void withIdempotency({ ...request, key: 'running' }, running(never));
    await withIdempotency(
      request,
      running(() => anAnswer()),
    );

    for (const key of ['key', 'running']) {
      const reused = withIdempotency(
        { ...other, key },
        running(() => anAnswer()),
      );
      await expect(reused).rejects.toMatchObject({ code: 'idempotency.key_reused' });
    }
  });

  it('asks to come back while the request runs', async () => {
    const { withIdempotency, running, clock } = setUp();
    void withIdempotency(request, running(never));
    clock.advance(34_000);

    await expect(
      withIdempotency(
        request,
        running(() => anAnswer()),
      ),
    ).rejects.toMatchObject({
      code: 'idempotency.in_progress',
      isRetryable: true,
      details: { retryAfterSeconds: 1 },
    });
  });

  it('lets exactly one of many simultaneous requests run', async () => {
    const { withIdempotency, running, attempts } = setUp();

    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        withIdempotency(
          request,
          running(() => anAnswer()),
        ),
      ),
    );

    expect(attempts).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'fulfilled')).not.toEqual([]);
  });

  it('is taken over with the same seed when an attempt died, by one of many', async () => {
    const { withIdempotency, running, attempts, clock } = setUp();
    void withIdempotency(request, running(never));
    clock.advance(35_000);

    await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        withIdempotency(
          request,
          running(() => anAnswer()),
        ),
      ),
    );

    expect(attempts.map(({ isRetry }) => isRetry)).toEqual([false, true]);
    expect(attempts[1]?.seed).toBe(attempts[0]?.seed);
  });

  it('knows its own record again when the answer to its write was lost and the write repeated', async () => {
    const { ports, running, attempts, clock } = setUp();
    const twice = {
      add: async (record: IdempotencyRecord) => {
        await ports.idempotency.add(record);
        return ports.idempotency.add(record);
      },
      replace: async (fence: string, record: IdempotencyRecord) => {
        await ports.idempotency.replace(fence, record);
        return ports.idempotency.replace(fence, record);
      },
    };
    const { withIdempotency } = makeUseCases({ ...ports, idempotency: twice }, testSettings);

    void withIdempotency(request, running(never));
    await new Promise(setImmediate);
    clock.advance(35_000);
    const { answer } = await withIdempotency(
      request,
      running(() => anAnswer()),
    );

    expect(answer).toEqual(anAnswer());
    expect(attempts.map(({ isRetry }) => isRetry)).toEqual([false, true]);
    expect(attempts[1]?.seed).toBe(attempts[0]?.seed);
  });

  it('does not let an attempt answer that has lost its lease', async () => {
    const { withIdempotency, running, clock } = setUp();
    let answerLate: (answer: StoredAnswer) => void = () => {};
    const late = withIdempotency(
      request,
      running(() => new Promise((resolve) => (answerLate = resolve))),
    );
    await new Promise(setImmediate);
    clock.advance(35_000);
    await withIdempotency(
      request,
      running(() => anAnswer('second')),
    );

    answerLate(anAnswer('first'));

    await expect(late).rejects.toMatchObject({ code: 'idempotency.in_progress' });
    expect((await withIdempotency(request, running(never))).answer.body).toBe('second');
  });

  it('replays a refusal as the same refusal', async () => {
    const { withIdempotency, running, failing, attempts } = setUp();
    const details = { errors: [{ pointer: '/name', message: 'is taken' }] };
    const refusal = new AppError('tool.name_taken', 'Taken.', { details });

    await expect(withIdempotency(request, failing(refusal))).rejects.toBe(refusal);
    await expect(
      withIdempotency(
        request,
        running(() => anAnswer()),
      ),
    ).rejects.toMatchObject({
      code: 'tool.name_taken',
      message: 'Taken.',
      details: { ...details, replayed: true },
    });
    expect(attempts).toHaveLength(1);
  });

  it.each([
    ['an outage', new AppError('dependency.unavailable', 'Later.')],
    ['a conflict that passes', new AppError('tool.conflict', 'Again.')],
    ['a bug', new TypeError('undefined is not a function')],
  ])('stores nothing for %s: the next attempt runs at once, with the same seed', async (_name, error) => {
    const { withIdempotency, running, failing, attempts } = setUp();

    await expect(withIdempotency(request, failing(error))).rejects.toBe(error);
    await expect(
      withIdempotency(
        request,
        running(() => anAnswer()),
      ),
    ).resolves.toMatchObject({ replayed: false });

    expect(attempts.map(({ isRetry }) => isRetry)).toEqual([false, true]);
    expect(attempts[1]?.seed).toBe(attempts[0]?.seed);
  });

  it('stores no answer of 500 and above either', async () => {
    const { withIdempotency, running, attempts } = setUp();

    await withIdempotency(
      request,
      running(() => ({ ...anAnswer(), status: 503 })),
    );
    await withIdempotency(
      request,
      running(() => anAnswer()),
    );

    expect(attempts).toHaveLength(2);
  });

  it('forgets a key after 24 hours', async () => {
    const { withIdempotency, running, attempts, clock } = setUp();
    await withIdempotency(
      request,
      running(() => anAnswer()),
    );

    clock.advance(86_400_000 - 1);
    expect(
      (
        await withIdempotency(
          request,
          running(() => anAnswer()),
        )
      ).replayed,
    ).toBe(true);
    clock.advance(1);
    const other = { ...request, fingerprint: 'other' };
    expect(
      (
        await withIdempotency(
          other,
          running(() => anAnswer()),
        )
      ).replayed,
    ).toBe(false);
    expect(attempts[1]).toMatchObject({ isRetry: false });
    expect(attempts[1]?.seed).not.toBe(attempts[0]?.seed);
  });

  it('shows the error that counts when letting go fails as well', async () => {
    const { ports, failing } = setUp();
    const idempotency = { ...ports.idempotency, replace: () => Promise.reject(new Error('also gone')) };
    const { withIdempotency } = makeUseCases({ ...ports, idempotency }, testSettings);

    await expect(withIdempotency(request, failing(new Error('first')))).rejects.toThrow('first');
  });
});
