import type { Page, Tool, ValidationReport } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft, aPythonDraft } from './drafts.ts';

jest.setTimeout(180_000);

describe('POST /tools/validate', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const validate = async (body: unknown) => {
    const answer = await stack.planner.call<ValidationReport>('POST', '/tools/validate', { body });
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('reports verdict, entry point, calling convention, schemas, capabilities and tier', async () => {
    const code = [
      'import math',
      'import random',
      '',
      'def spread(values: list[float], factor: float = 1.5) -> dict[str, float]:',
      '    """Shake a little.',
      '',
      '    Args:',
      '        values: What to shake.',
      '    """',
      '    return {"sum": math.fsum(values) * factor * random.random()}',
      '',
    ].join('\n');

    const report = await validate(aPythonDraft({ code }));

    expect(report).toMatchObject({
      verdict: 'accepted',
      policy: { name: 'default', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      entryPoint: 'spread',
      calling: 'named',
      inferred: {
        entryPoint: 'spread',
        parameters: {
          type: 'object',
          properties: {
            values: { type: 'array', items: { type: 'number' }, description: 'What to shake.' },
            factor: { type: 'number', default: 1.5 },
          },
          required: ['values'],
        },
        returns: { type: 'object', additionalProperties: { type: 'number' } },
      },
      capabilities: { imports: ['math', 'random'], randomness: true, clock: false, network: false, filesystem: false },
      tier: 'wasm',
      violations: [],
    });
  });

  it('stores nothing, and remembers the verdict', async () => {
    const draft = aDraft();

    const [first, second] = [await validate(draft), await validate(draft)];
    const list = await stack.planner.call<Page<Tool>>('GET', `/tools?q=${draft.name}`);
    const created = await stack.planner.call<Tool>('POST', '/tools', { body: draft });

    expect([first.cached, second.cached]).toEqual([false, true]);
    expect(second.digest).toBe(first.digest);
    expect(list.body.items).toEqual([]);
    expect([created.status, created.body.digest]).toEqual([201, first.digest]);
  });

  it('answers 200 for code that would be refused, with the violations in order of line', async () => {
    const code =
      'function run(value) {\n  const a = fetch(value);\n  return eval(value) ?? process.env.HOME ?? a;\n}\n';

    const report = await validate(aDraft({ code }));

    expect(report.verdict).toBe('rejected');
    expect(report.violations.map(({ line }) => line)).toEqual([2, 3, 3]);
    for (const violation of report.violations) {
      expect(violation).toMatchObject({
        action: 'reject',
        snippet: expect.any(String),
        suggestion: expect.any(String),
      });
      expect(violation.endLine).toBeGreaterThanOrEqual(violation.line);
    }
  });

  it('answers a syntax error as one violation', async () => {
    const report = await validate(aPythonDraft({ code: 'def run(value):\n    return (value\n' }));

    expect(report).toMatchObject({ verdict: 'rejected', violations: [{ rule: 'syntax.error', category: 'syntax' }] });
    expect(report.violations).toHaveLength(1);
  });

  it('refuses what is no draft', async () => {
    const { status, body } = await stack.planner.refused('POST', '/tools/validate', { body: { name: 'x' } });

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.errors?.length).toBeGreaterThan(0);
  });
});
