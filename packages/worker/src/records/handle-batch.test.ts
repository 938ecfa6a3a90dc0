import type { LogLine } from '@dtr/lambda-kit';
import { aQueueEvent, aRevalidation } from '../testing/queue-events.ts';
import { handleBatch } from './handle-batch.ts';
import type { RecordTable } from './record-table.ts';

const lines: LogLine[] = [];
const keep = (line: LogLine) => void lines.push(line);
const batchOver = (table: RecordTable) => handleBatch(table, { info: keep, error: keep });
const failed = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

beforeEach(() => void lines.splice(0));

describe('a batch of records', () => {
  it('has no failures when every record was handled', async () => {
    const handled = jest.fn(async () => undefined);

    const answer = await batchOver({ 'policy.revalidate': handled })(aQueueEvent(aRevalidation, aRevalidation));

    expect(answer).toEqual(failed());
    expect(handled).toHaveBeenCalledTimes(2);
    expect(handled).toHaveBeenCalledWith(aRevalidation);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('fails poison at place %i of ten alone', async (place) => {
    const handled = jest.fn(async () => undefined);
    const bodies: unknown[] = Array.from({ length: 10 }, () => aRevalidation);
    bodies[place] = { kind: 'unheard.of' };

    const answer = await batchOver({ 'policy.revalidate': handled })(aQueueEvent(...bodies));

    expect(answer).toEqual(failed(`m${place}`));
    expect(handled).toHaveBeenCalledTimes(9);
  });

  it.each([
    ['broken JSON', '{"kind":'],
    ['no object', '[]'],
    ['no kind', {}],
    ['a kind that only objects have', { kind: 'toString' }],
    ['a member of the wrong type', { ...aRevalidation, policy: 7 }],
    ['an empty member', { ...aRevalidation, digest: '' }],
    ['a broken position', { ...aRevalidation, position: null }],
  ])('knows poison by %s', async (_, body) => {
    const handled = jest.fn(async () => undefined);

    const answer = await batchOver({ 'policy.revalidate': handled })(aQueueEvent(body));

    expect(answer).toEqual(failed('m0'));
    expect(handled).not.toHaveBeenCalled();
    expect(lines).toEqual([expect.objectContaining({ message: 'record failed', messageId: 'm0', isPoison: true })]);
  });

  it('fails a record whose handler fails, and logs where but not what was said', async () => {
    const table = {
      'policy.revalidate': async () => {
        throw new TypeError('secret');
      },
    };

    const answer = await batchOver(table)(aQueueEvent(aRevalidation));

    expect(answer).toEqual(failed('m0'));
    expect(lines).toEqual([expect.objectContaining({ messageId: 'm0', attempt: 1, error: 'TypeError' })]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});
