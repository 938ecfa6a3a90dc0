import type { ExecutionResult, Tool } from '@dtr/contracts';
import { readHostileTools, readTools } from '../corpus/read-corpus.ts';
import { type Connection, connect } from '../stack/connection.ts';
import { uniqueName } from './drafts.ts';

jest.setTimeout(180_000);

/** Private under a name of this run, so that tests can share the stack with others and be run again on it. */
describe('every tool of the corpus', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  it.each(readTools().map(({ folder, draft }) => [folder, draft] as const))(
    '%s is accepted and keeps its word',
    async (_, draft) => {
      const { body: tool, status } = await stack.planner.call<Tool>('POST', '/tools', {
        body: { ...draft, name: uniqueName(draft.name.slice(0, 40)), visibility: 'private' },
      });
      expect([200, 201]).toContain(status);
      expect(tool.status).toBe('active');

      // Its creation ran every example already; one more shows that callers get the same.
      const { input, output } = draft.examples?.[0] ?? {};
      const { body } = await stack.planner.call<ExecutionResult>('POST', `/tools/${tool.toolId}/execute`, {
        body: { input },
      });

      expect(body).toMatchObject({ status: 'succeeded', outputStatus: 'valid' });
      expect(body.output).toEqual(output);
    },
  );
});

describe('every hostile tool', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  it.each(readHostileTools().map((tool) => [tool.folder, tool] as const))(
    '%s is refused at the right place',
    async (_, { draft, expected }) => {
      const { status, body } = await stack.planner.refused('POST', '/tools', { body: draft });

      expect([status, body.code]).toEqual([422, 'tool.policy_violation']);
      expect(body.violations).toContainEqual(expect.objectContaining(expected));
    },
  );

  it.each(readHostileTools().flatMap(({ folder, mended }) => (mended ? [[folder, mended] as const] : [])))(
    '%s passes once mended',
    async (_, mended) => {
      const { status } = await stack.planner.call('POST', '/tools', {
        body: { ...mended, name: uniqueName(mended.name) },
      });

      expect([200, 201]).toContain(status);
    },
  );
});
