import { parseExactJson } from '../domain/json/exact-json.ts';
import { makeUseCases } from '../make-use-cases.ts';
import { aToolDraft, planner, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';

const setUp = (given: Parameters<typeof createMemoryPorts>[0] = {}) => {
  const ports = createMemoryPorts(given);
  return { ports, ...makeUseCases(ports, testSettings) };
};
const anExample = { input: { text: 'a' }, output: { text: 'a' } };

describe('the test gate', () => {
  it('compares numbers by value, digit by digit', async () => {
    const { createTool } = setUp({
      executor: createScriptedExecutor(() => finishedWith({ outputJson: '[1.0,12345678901234567891]' })),
    });
    const withOutput = (text: string) => aToolDraft({ examples: [{ input: {}, output: parseExactJson(text) }] });

    await expect(createTool(planner, withOutput('[1,12345678901234567890]'))).rejects.toMatchObject({
      code: 'tool.example_failed',
    });
    expect((await createTool(planner, withOutput('[1,12345678901234567891]'))).outcome).toBe('created');
  });

  it('does not run examples without an output', async () => {
    const { createTool, ports } = setUp();

    await createTool(planner, aToolDraft({ examples: [{ input: {} }, anExample] }));

    expect(ports.executor.requests).toHaveLength(1);
  });

  it('fills defaults into the inputs', async () => {
    const { createTool, ports } = setUp();

    await createTool(planner, aToolDraft({ examples: [{ input: {}, output: { text: 'hello' } }] }));

    expect(ports.executor.requests[0]?.inputJson).toBe('{"text":"hello"}');
  });

  it.each([
    ['not-started', 'execution.not_started'],
    ['unknown', 'dependency.unavailable'],
  ] as const)('does not blame the tool when the outcome is %s', async (outcome, code) => {
    const { createTool } = setUp({ executor: createScriptedExecutor(() => ({ outcome, reason: 'test' })) });

    await expect(createTool(planner, aToolDraft({ examples: [anExample] }))).rejects.toMatchObject({
      code,
      isRetryable: true,
    });
  });

  it('stops starting examples when all together have taken 20 s', async () => {
    const clock = createTestClock();
    const executor = createScriptedExecutor(({ inputJson }) => {
      clock.advance(6_000);
      return finishedWith({ outputJson: inputJson });
    });
    const { createTool } = setUp({ clock, executor });

    const refused = createTool(planner, aToolDraft({ examples: Array.from({ length: 6 }, () => anExample) }));

    await expect(refused).rejects.toMatchObject({
      details: {
        errors: [
          { pointer: '/examples/4/input', message: expect.stringContaining('20 s') },
          { pointer: '/examples/5/input' },
        ],
      },
    });
    expect(executor.requests).toHaveLength(4);
  });

  describe('refuses', () => {
    it('examples whose input is not one that the tool accepts', async () => {
      const { createTool } = setUp();

      const refused = createTool(planner, aToolDraft({ examples: [anExample, { input: { text: 1 } }] }));

      await expect(refused).rejects.toMatchObject({
        code: 'tool.example_failed',
        details: { errors: [{ pointer: '/examples/1/input/text' }] },
      });
    });

    it('examples that give something else, showing what they gave, and stores nothing', async () => {
      const { createTool, ports } = setUp();
      const examples = [anExample, { input: {}, output: { text: 'b' } }, { ...anExample, output: 'x'.repeat(500) }];

      const refused = createTool(planner, aToolDraft({ examples }));

      await expect(refused).rejects.toMatchObject({
        code: 'tool.example_failed',
        details: {
          errors: [
            { pointer: '/examples/1/output', message: 'gave {"text":"hello"} instead' },
            { pointer: '/examples/2/output', message: 'gave {"text":"a"} instead' },
          ],
        },
      });
      expect((await ports.artifacts.list()).items).toEqual([]);
    });

    it('examples that fail, with the tool’s own error', async () => {
      const error = { type: 'ValueError', message: 'no such unit', line: 3 };
      const executor = createScriptedExecutor(() => finishedWith({ status: 'failed', error }));
      const { createTool } = setUp({ executor });

      const refused = createTool(planner, aToolDraft({ examples: [anExample] }));

      const message = 'failed: ValueError: no such unit (line 3)';
      await expect(refused).rejects.toMatchObject({ details: { errors: [{ pointer: '/examples/0/input', message }] } });
    });

    it('examples whose actual output does not match `returns`', async () => {
      const { createTool } = setUp();

      const refused = createTool(planner, aToolDraft({ returns: { type: 'string' }, examples: [anExample] }));

      await expect(refused).rejects.toMatchObject({
        code: 'tool.example_failed',
        details: { errors: [{ pointer: '/examples/0/output' }] },
      });
    });
  });
});
