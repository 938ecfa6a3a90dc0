import { type ExecutionAnswer, executionJson } from './execution-answer.ts';

describe('executionJson', () => {
  it.each(['12345678901234567890', '{"output":1.0}', '"}"', 'null'])(
    'keeps the output %s as it was written',
    (outputJson) => {
      const answer = { executionId: 'exec-1', status: 'succeeded', outputJson } as unknown as ExecutionAnswer;

      const text = executionJson(answer);

      expect(text).toBe(`{"executionId":"exec-1","status":"succeeded","output":${outputJson}}`);
      expect(JSON.parse(text).output).toEqual(JSON.parse(outputJson));
    },
  );
});
