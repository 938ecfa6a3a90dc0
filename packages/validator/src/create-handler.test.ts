import type { LogLine } from '@dtr/lambda-kit';
import { createHandler } from './create-handler.ts';
import { aRequest } from './testing/a-request.ts';

const env = { ENVIRONMENT: 'test', SERVICE_VERSION: '1.2.3' };

/** A handler with the lines it logs. */
function aHandler() {
  const lines: LogLine[] = [];
  const keep = (line: LogLine) => lines.push(line);
  return { lines, handler: createHandler(env, { info: keep, error: keep }) };
}

describe('the validator function', () => {
  it('answers with the verdict', async () => {
    const { handler } = aHandler();

    const response = await handler(aRequest('python', 'import os\ndef handler():\n    return 1\n'));

    expect(response).toMatchObject({ verdict: 'rejected', entryPoint: 'handler', parameterNames: [] });
  });

  it('logs facts and sizes, never the code', async () => {
    const { handler, lines } = aHandler();

    await handler(aRequest('python', 'import secret_module\ndef handler():\n    return 1\n'));

    expect(lines).toEqual([
      {
        message: 'validated',
        language: 'python',
        codeBytes: 49,
        policy: 'default',
        verdict: 'rejected',
        rules: ['python.forbidden-import'],
        durationMs: expect.any(Number),
        engineVersion: expect.any(String),
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it.each([null, {}, { language: 'ruby', code: '' }, { language: 'python' }, { language: 'python', code: '' }])(
    'refuses the payload %j',
    async (payload) => {
      await expect(aHandler().handler(payload)).rejects.toThrow('The payload needs language, code and policy.');
    },
  );

  it.each(['ENVIRONMENT', 'SERVICE_VERSION'])('does not start without %s', (name) => {
    expect(() => createHandler({ ...env, [name]: '' })).toThrow(`${name} is missing`);
  });
});
