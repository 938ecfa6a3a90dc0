import type { Page, Tool, ToolVersionSummary } from '@dtr/contracts';
import { aDraft } from '../scenarios/drafts.ts';
import { type Connection, connect } from '../stack/connection.ts';
import { sized } from './campaign.ts';

describe('many writers on one tool', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  it('have exactly one winner for each version, and leave no gap in the history', async () => {
    const [writers, rounds] = [sized(200), 5];
    const draft = aDraft();
    const created = await stack.planner.call<Tool>('POST', '/tools', { body: draft });
    const path = `/tools/${created.body.toolId}`;
    let etag = created.headers.etag ?? '';
    const digests = [created.body.digest];

    for (let round = 0; round < rounds; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: writers }, () =>
          stack.planner.call<Tool>('PUT', path, {
            body: { ...aDraft(), name: draft.name },
            headers: { 'if-match': etag },
          }),
        ),
      );
      const winners = answers.filter(({ status }) => status === 200);
      expect(answers.filter(({ status }) => status !== 200 && status !== 412).map(({ text }) => text)).toEqual([]);
      expect(winners.map(({ body }) => body.version)).toEqual([round + 2]);
      etag = winners[0]?.headers.etag ?? '';
      digests.push(winners[0]?.body.digest ?? '');
    }

    const history = await stack.planner.call<Page<ToolVersionSummary>>('GET', `${path}/versions`);
    expect(history.body.items.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(history.body.items.map(({ digest }) => digest)).toEqual(digests.reverse());
  }, 300_000);
});
