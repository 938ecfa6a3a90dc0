import type { ExecutorRequest, ValidatorRequest } from '@dtr/contracts';
import type { ToolExecutor } from '../../ports/tool-executor.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';
import type { ToolValidator } from '../../ports/tool-validator.ts';
import { newUlid, testPolicy } from '../builders.ts';

const echo = 'function handler(input) { return input; }';

/** For executors that run real code as well as for scripted ones that give the input back. */
export function describeToolExecutor(name: string, open: () => Promise<ToolExecutor>) {
  const request: ExecutorRequest = {
    executionId: `exec-${newUlid()}`,
    language: 'javascript',
    code: echo,
    entryPoint: 'handler',
    calling: 'object',
    parameterNames: ['input'],
    inputJson: '{"text":"ü😀"}',
    limits: { timeoutMs: 5_000, memoryMb: 64, outputBytes: 1_000_000, logBytes: 1_000 },
  };

  describe(`ToolExecutor: ${name}`, () => {
    it('gives the output as JSON text', async () => {
      const executor = await open();

      const result = await executor.execute(request, { tier: 'wasm' });

      const execution = { status: 'succeeded', outputStatus: 'valid', outputJson: request.inputJson, error: null };
      expect(result).toMatchObject({ outcome: 'finished', execution });
    });
  });
}

export function describeToolValidator(name: string, open: () => Promise<ToolValidator>) {
  const request: ValidatorRequest = {
    language: 'javascript',
    code: echo,
    entryPoint: 'handler',
    policy: testPolicy.document,
  };

  describe(`ToolValidator: ${name}`, () => {
    it('accepts a harmless function and says how it is called', async () => {
      const validator = await open();

      const verdict = await validator.validate(request);

      expect(verdict).toMatchObject({
        verdict: 'accepted',
        entryPoint: 'handler',
        tier: 'wasm',
        parameterNames: ['input'],
      });
      expect(verdict.violations.filter(({ action }) => action === 'reject')).toEqual([]);
    });

    it('finds no fault in a policy of known rules, and points at a rule that it does not know', async () => {
      const validator = await open();
      const { document } = testPolicy;

      expect(await validator.checkPolicy(document)).toEqual([]);
      const faults = await validator.checkPolicy({ ...document, rules: { 'unknown.rule': { action: 'warn' } } });
      expect(faults.map(({ pointer }) => pointer)).toEqual(['/rules/unknown.rule']);
    });

    it('judges the same code the same way', async () => {
      const validator = await open();
      const [first, second] = [await validator.validate(request), await validator.validate(request)];

      expect({ ...second, durationMs: 0 }).toEqual({ ...first, durationMs: 0 });
    });
  });
}

export function describeToolSchemas(name: string, open: () => Promise<ToolSchemas>) {
  const schema = {
    type: 'object',
    properties: { text: { type: 'string' }, size: { type: 'integer', default: 80 } },
    required: ['text'],
  };

  describe(`ToolSchemas: ${name}`, () => {
    it('finds no fault in a plain schema', async () => {
      expect(await (await open()).check(schema, '/parameters')).toEqual([]);
    });

    it('points at what is wrong in a schema', async () => {
      const broken = { type: 'object', properties: { text: { type: 'strin' } } };

      const faults = await (await open()).check(broken, '/parameters');

      expect(faults[0]?.pointer).toMatch(/^\/parameters\/properties\/text/);
      expect(faults[0]?.message).not.toBe('');
    });

    it('fills defaults into a copy', async () => {
      const { validate } = await (await open()).compile(schema);
      const input = { text: 'a' };

      expect(validate(input)).toEqual({ value: { text: 'a', size: 80 }, faults: [] });
      expect(input).toEqual({ text: 'a' });
    });

    it('points at what is wrong in a value', async () => {
      const { validate } = await (await open()).compile(schema);

      expect(validate({ text: 7 }).faults[0]?.pointer).toBe('/text');
      expect(validate({}).faults).toHaveLength(1);
    });
  });
}
