import type { Tool } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { openVerdictForge, type VerdictForge } from '../stack/forged-verdicts.ts';
import { aTool } from './drafts.ts';

jest.setTimeout(180_000);

describe('code that the validator accepts and the interpreter does not compile', () => {
  let stack: Connection;
  let forge: VerdictForge;
  beforeAll(async () => {
    stack = await connect();
    forge = await openVerdictForge(stack);
  });
  afterAll(() => forge.close());

  /** No interpreter compiles these; which line is wrong differs. */
  const broken = {
    python: aTool('python', 'return 1 +'),
    javascript: aTool('javascript', 'return 1 +;'),
    typescript: aTool('typescript', 'return 1 as;'),
  };

  it.each(['python', 'javascript', 'typescript'] as const)(
    'is quarantined at its first execution, and its owner sees why: %s',
    async (language) => {
      const draft = { ...broken[language], visibility: 'shared' } as const;
      await forge.accept(draft);
      const created = await stack.planner.call<Tool>('POST', '/tools', { body: draft });
      const path = `/tools/${created.body.toolId}`;

      const first = await stack.researcher.refused('POST', `${path}/execute`, { body: { input: {} } });
      const owned = await stack.planner.call<Tool>('GET', path);
      const seen = await stack.researcher.call<Tool>('GET', path);
      const second = await stack.planner.refused('POST', `${path}/execute`, { body: { input: {} } });

      expect([created.status, created.body.status]).toEqual([201, 'active']);
      expect([first.status, first.body.code]).toEqual([409, 'tool.quarantined']);
      expect(owned.body.status).toBe('quarantined');
      expect(owned.body.quarantine?.violations).toEqual([
        expect.objectContaining({ rule: 'runtime.disagreement', line: 2 }),
      ]);
      expect([seen.body.status, seen.body.quarantine]).toEqual(['quarantined', undefined]);
      expect([second.status, second.body.code]).toEqual([409, 'tool.quarantined']);
    },
  );

  it('does not even become a tool when it has examples', async () => {
    const draft = { ...aTool('python', 'return 1 +'), examples: [{ input: {}, output: 1 }] };
    await forge.accept(draft);

    const { status, body } = await stack.planner.refused('POST', '/tools', { body: draft });

    expect([status, body.code]).toEqual([422, 'tool.policy_violation']);
    expect(body.violations).toEqual([expect.objectContaining({ rule: 'runtime.disagreement', line: 2 })]);
  });
});
