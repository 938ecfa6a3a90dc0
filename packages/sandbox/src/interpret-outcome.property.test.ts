import fc from 'fast-check';
import { interpretOutcome } from './interpret-outcome.ts';
import { type ChildReport, encodeAnswer } from './protocol/answer.ts';

const limits = { timeoutMs: 1_000, memoryMb: 16, outputBytes: 1_000, logBytes: 100 };
const logs = { stdout: '', stderr: '', truncated: false };
const child: ChildReport = { durationMs: 1, isReusable: true, memoryRefused: false };
const answered = (payload: Buffer) => interpretOutcome({ kind: 'answered', payload, logs }, limits);

describe('an answer from a child', () => {
  it('of any bytes becomes a result, and only a readable one lets the process live', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = answered(Buffer.from(bytes));

        expect(result).toMatchObject({ status: 'failed', isReusable: false });
      }),
    );
  });

  it('with any report hands over an output only when it is JSON within the limit', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ maxLength: 2_000 }), (report, output) => {
        const text = { outcome: 'returned', ...(report as object) };
        const payload = encodeAnswer(child, Buffer.from(JSON.stringify(text)), Buffer.from(output));

        const { outputStatus, outputJson } = answered(Buffer.concat(payload));

        expect(outputJson !== undefined).toBe(outputStatus === 'valid');
        if (outputJson !== undefined) expect(() => JSON.parse(outputJson)).not.toThrow();
        expect(outputJson?.length ?? 0).toBeLessThanOrEqual(limits.outputBytes);
      }),
    );
  });

  it('keeps an error within bounds, whatever the code has put into it', () => {
    const error = { type: 'x'.repeat(10_000), message: '\ud800'.repeat(100_000), line: -1, trace: 5, path: '/a' };
    const report = { outcome: 'raised', error, isOrdinary: true };

    const result = answered(Buffer.concat(encodeAnswer(child, Buffer.from(JSON.stringify(report)), Buffer.alloc(0))));

    expect(result.error?.type).toHaveLength(200);
    expect(result.error?.message).toHaveLength(4_096);
    expect(result.error?.message.isWellFormed()).toBe(true);
    expect(result.error).not.toHaveProperty('line');
    expect(result.error).not.toHaveProperty('trace');
  });

  it('is a refusal only when the process outside the interpreter says so, whatever the interpreter reports', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (report, isRefused) => {
        const refusal = { type: 'SyntaxError', message: 'no', line: 2 };
        const outside = isRefused ? { ...child, refusal } : child;
        const inside = { refusal, ...(report as object), outcome: 'refused' };

        const result = answered(
          Buffer.concat(encodeAnswer(outside, Buffer.from(JSON.stringify(inside)), Buffer.alloc(0))),
        );

        expect(result.status).toBe(isRefused ? 'not_started' : 'failed');
        expect(result.refusedByRuntime).toEqual(isRefused ? { message: 'no', line: 2 } : undefined);
      }),
    );
  });
});
