import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AuditEvent } from '@dtr/core';
import { anAuditEvent } from '@dtr/core/testing';
import { createLaneWriter } from './lane-writer.ts';

interface Sent {
  readonly name: string;
  readonly events: number;
}

/** A client that answers each transaction as told, and then with success: the engine of the tests loses no answers by itself. */
const setUp = (...failures: readonly (Error | undefined)[]) => {
  const sent: Sent[] = [];
  let transactions = 0;
  const send = async (command: { readonly input: { readonly TransactItems?: readonly unknown[] } }) => {
    await new Promise((resolve) => setImmediate(resolve));
    const { TransactItems } = command.input;
    sent.push({ name: command.constructor.name, events: (TransactItems?.length ?? 1) - 1 });
    if (TransactItems === undefined) return {};
    const failure = failures[transactions];
    transactions += 1;
    if (failure !== undefined) throw failure;
    return {};
  };
  const client = { send } as unknown as DynamoDBDocumentClient;
  const waits: number[] = [];
  const backoff = async (attempt: number) => void waits.push(attempt);
  const append = createLaneWriter({ client, tableName: 't', backoff }, { day: '2026-11-21', lane: 0 });
  return { append, sent, waits };
};
const anEvent = (): AuditEvent => anAuditEvent({ at: '2026-11-21T12:00:00.000Z' });
const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: '',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const transactions = (sent: readonly Sent[]) => sent.filter(({ name }) => name === 'TransactWriteCommand');

describe('the writer of a chain', () => {
  it('reads the head once, and then knows it', async () => {
    const { append, sent } = setUp();

    await append(anEvent());
    await append(anEvent());

    expect(sent.map(({ name }) => name)).toEqual(['GetCommand', 'TransactWriteCommand', 'TransactWriteCommand']);
  });

  it('sends what arrives during a write together, 25 at most', async () => {
    const { append, sent } = setUp();

    await Promise.all(Array.from({ length: 40 }, () => append(anEvent())));

    expect(transactions(sent).map(({ events }) => events)).toEqual([1, 25, 14]);
  });

  it('sends an event once that is appended twice at the same time', async () => {
    const { append, sent } = setUp();
    const event = anEvent();

    await Promise.all([append(anEvent()), append(event), append(event)]);

    expect(transactions(sent).map(({ events }) => events)).toEqual([1, 1]);
  });

  it('goes on from the head of another process that was faster', async () => {
    const { append, sent, waits } = setUp(cancelled('ConditionalCheckFailed', 'None'));

    await append(anEvent());

    expect(sent.map(({ name }) => name)).toEqual([
      'GetCommand',
      'TransactWriteCommand',
      'GetCommand',
      'TransactWriteCommand',
    ]);
    expect(waits).toEqual([0]);
  });

  it('takes an event that is there for stored, and sends the others again', async () => {
    const { append, sent } = setUp(undefined, cancelled('None', 'ConditionalCheckFailed', 'None'));

    await Promise.all([append(anEvent()), append(anEvent()), append(anEvent())]);

    expect(transactions(sent).map(({ events }) => events)).toEqual([1, 2, 1]);
  });

  it('says when it is not certain that an event is stored, and reads the head anew', async () => {
    const { append, sent } = setUp(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));

    await expect(append(anEvent())).rejects.toMatchObject({ code: 'dependency.unavailable' });
    await append(anEvent());

    expect(sent.filter(({ name }) => name === 'GetCommand')).toHaveLength(2);
  });

  it('gives up when others never let it append', async () => {
    const moved = Array.from({ length: 50 }, () => cancelled('TransactionConflict', 'None'));
    const { append, sent } = setUp(...moved);

    await expect(append(anEvent())).rejects.toMatchObject({ code: 'dependency.unavailable' });
    expect(transactions(sent)).toHaveLength(12);
  });

  it('throws what is nobody else’s fault', async () => {
    const { append } = setUp(cancelled('None', 'ValidationError'));

    await expect(append(anEvent())).rejects.toBeInstanceOf(TransactionCanceledException);
  });
});
