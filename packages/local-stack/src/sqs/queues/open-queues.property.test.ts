import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openQueues, sendToArn } from './open-queues.ts';

const sender = 'tester';
type Step =
  | { readonly kind: 'send' }
  | { readonly kind: 'receive'; readonly count: number }
  | { readonly kind: 'delete' | 'release' | 'reopen' }
  | { readonly kind: 'pass'; readonly seconds: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const) }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'release' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 20 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
  ),
  { maxLength: 40 },
);

describe('queues', () => {
  let dataDir: string;
  let nowMs = 0;
  const open = () =>
    openQueues({ dataDir, region: 'us-east-1', accountId: '000000000000', now: () => new Date(nowMs) });
  beforeEach(() => {
    nowMs = Date.parse('2026-11-21T10:00:00Z');
    dataDir = mkdtempSync(join(tmpdir(), 'dtr-queues-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  /** Takes a walk; answers what was sent, what was deleted, what came when, and what is left at the end. */
  async function walkThrough(walk: readonly Step[], isFifo: boolean) {
    rmSync(dataDir, { recursive: true, force: true });
    let queues = open();
    const name = isFifo ? 'q.fifo' : 'q';
    queues.create({ name, tags: {}, attributes: { VisibilityTimeout: '10', ...(isFifo && { FifoQueue: 'true' }) } });
    const sent: string[] = [];
    const deleted: string[] = [];
    const received: { body: string; isFirst: boolean }[] = [];
    let held: { body: string; handle: string; untilMs: number }[] = [];
    for (const step of walk) {
      held = held.filter(({ untilMs }) => untilMs > nowMs);
      if (step.kind === 'send') {
        const body = `m${sent.length}`;
        const fifo = isFifo ? { groupId: `g${sent.length % 2}`, deduplicationId: body } : {};
        queues.send(name, { body, sender, ...fifo });
        sent.push(body);
      } else if (step.kind === 'receive') {
        const messages = await queues.receive(name, { maxMessages: step.count, waitSeconds: 0 });
        for (const { body, receiptHandle, systemAttributes } of messages) {
          expect(held.map((message) => message.body)).not.toContain(body);
          held.push({ body, handle: receiptHandle, untilMs: nowMs + 10_000 });
          received.push({ body, isFirst: systemAttributes.ApproximateReceiveCount === '1' });
        }
      } else if (step.kind === 'delete' || step.kind === 'release') {
        const message = held.shift();
        if (message && step.kind === 'delete') queues.delete(name, message.handle);
        if (message && step.kind === 'release') queues.changeVisibility(name, message.handle, 0);
        if (message && step.kind === 'delete') deleted.push(message.body);
      } else if (step.kind === 'pass') nowMs += step.seconds * 1000;
      else {
        queues.close();
        queues = open();
      }
    }
    nowMs += 11_000;
    const left: string[] = [];
    for (;;) {
      const messages = await queues.receive(name, { maxMessages: 10, waitSeconds: 0, visibilityTimeoutSeconds: 3_600 });
      left.push(...messages.map(({ body }) => body));
      for (const { receiptHandle } of messages) queues.delete(name, receiptHandle);
      if (messages.length === 0) break;
    }
    queues.close();
    return { sent, deleted, received, left };
  }

  it.each([false, true])('lose nothing and give nothing to two receivers at once (FIFO: %s)', async (isFifo) => {
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        const { sent, deleted, left } = await walkThrough(walk, isFifo);

        expect([...deleted, ...left].sort()).toEqual([...sent].sort());
      }),
      { numRuns: 50 },
    );
  });

  it('keep the order of every group in a FIFO queue', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        const { received } = await walkThrough(walk, true);
        const numbers = received.filter(({ isFirst }) => isFirst).map(({ body }) => Number(body.slice(1)));

        for (const group of [0, 1]) {
          const ofGroup = numbers.filter((number) => number % 2 === group);
          expect(ofGroup).toEqual([...ofGroup].sort((a, b) => a - b));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('take messages by their ARN, for services that know no more', () => {
    const queues = open();
    queues.create({ name: 'q', attributes: {}, tags: {} });
    const arn = queues.names.arnOf('q');

    expect(sendToArn(queues, arn, { body: 'm', sender })).toBe('sent');
    expect(queues.count('q')).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
    expect(sendToArn(queues, `${arn}-none`, { body: 'm', sender })).toBe('no-such-queue');
    expect(sendToArn(queues, 'arn:aws:sqs:eu-west-1:000000000000:q', { body: 'm', sender })).toBe('no-such-queue');
    queues.close();
  });
});
