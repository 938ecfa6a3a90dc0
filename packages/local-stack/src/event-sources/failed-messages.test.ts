import { failedMessages } from './failed-messages.ts';

describe('the answer to a batch', () => {
  const known = new Set(['a', 'b', 'c']);
  const failedIn = (answer: string) => failedMessages(Buffer.from(answer), known);

  it.each(['', 'null', '{}', '{"batchItemFailures":[]}', '{"batchItemFailures":null}', '"done"'])(
    'calls nothing failed with %j',
    (answer) => {
      expect(failedIn(answer)).toEqual(new Set());
    },
  );

  it('calls failed what it lists', () => {
    const answer = '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"c"},{"itemIdentifier":"a"}]}';

    expect(failedIn(answer)).toEqual(new Set(['a', 'c']));
  });

  it.each([
    '{"batchItemFailures":[{"itemIdentifier":""}]}',
    '{"batchItemFailures":[{"itemIdentifier":null}]}',
    '{"batchItemFailures":[{"id":"a"}]}',
    '{"batchItemFailures":[null]}',
    '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"stranger"}]}',
    '{"batchItemFailures":"a"}',
    '{"batchItem',
  ])('calls everything failed with %j', (answer) => {
    expect(failedIn(answer)).toBe('all');
  });
});
