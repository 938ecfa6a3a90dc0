import { AppError } from '@dtr/core';
import type { LogLine } from '../observability/log-target.ts';
import { anEvent } from '../testing/an-event.ts';
import type { HttpMiddleware, MiddlewareRequest } from './http-middleware.ts';
import { problemDetails } from './problem-details.ts';
import { requestSummary } from './request-summary.ts';
import { responseHeaders } from './response-headers.ts';

const awsRequestId = '2f0b1c52-9f6d-4c0f-8a55-6f1f8d3f6f0e';
const requestWith = (parts: Partial<MiddlewareRequest>): MiddlewareRequest => ({
  event: anEvent(),
  context: { awsRequestId },
  ...parts,
});

function createLog() {
  const lines: (LogLine & { level: string })[] = [];
  const write = (level: string) => (line: LogLine) => void lines.push({ level, ...line });
  return { lines, info: write('info'), error: write('error') };
}

function failing(middleware: HttpMiddleware, error: unknown) {
  const request = requestWith({ error });
  middleware.onError?.(request);
  const { statusCode, headers, body = '' } = request.response ?? { statusCode: 0, headers: {} };
  return { status: statusCode, headers, body: JSON.parse(body) };
}

describe('problemDetails', () => {
  it('answers an error of the core with every member that its details give', () => {
    const details = {
      hint: 'Mend them.',
      errors: [{ pointer: '/name', message: 'is required' }],
      retryAfterSeconds: 7,
      executionId: 'exec-1',
    };
    const error = new AppError('idempotency.in_progress', 'Still running.', { details });

    expect(failing(problemDetails(createLog()), error)).toEqual({
      status: 409,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '7' },
      body: {
        type: 'urn:dtr:problem:idempotency.in_progress',
        title: 'Request still running',
        status: 409,
        detail: 'Still running.',
        instance: `urn:uuid:${awsRequestId}`,
        code: 'idempotency.in_progress',
        requestId: awsRequestId,
        retryable: true,
        ...details,
      },
    });
  });

  it('says when to try again whenever a 429 or 503 does not say it itself', () => {
    const { headers, body } = failing(problemDetails(createLog()), new AppError('dependency.unavailable', 'Away.'));

    expect(headers).toMatchObject({ 'retry-after': '1' });
    expect(body).toMatchObject({ retryAfterSeconds: 1, retryable: true });
  });

  it('marks a refusal that is given again', () => {
    const error = new AppError('tool.name_taken', 'Taken.', { details: { replayed: true } });

    expect(failing(problemDetails(createLog()), error).headers).toMatchObject({ 'idempotent-replayed': 'true' });
  });

  it('shows nothing of an error that nobody named, and logs all of it', () => {
    const log = createLog();
    const error = new TypeError('secret of arn:aws:s3:::bucket');

    const { status, body } = failing(problemDetails(log), error);

    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'internal', retryable: false, detail: 'Something went wrong on our side.' });
    expect(log.lines).toEqual([{ level: 'error', message: 'request failed', code: 'internal', error }]);
  });

  it("does not log what a caller's own fault may quote", () => {
    const log = createLog();

    failing(problemDetails(log), new AppError('request.invalid', 'password=hunter2'));

    expect(log.lines).toEqual([{ level: 'info', message: 'request refused', code: 'request.invalid' }]);
  });
});

describe('responseHeaders', () => {
  it.each(['after', 'onError'] as const)('adds the request id and the security headers, %s', (hook) => {
    const request = requestWith({ response: { statusCode: 200, headers: { 'cache-control': 'public' } } });

    responseHeaders()[hook]?.(request);

    expect(request.response?.headers).toMatchObject({
      'x-request-id': awsRequestId,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'public',
    });
  });
});

describe('requestSummary', () => {
  it('tells operation, status and duration, and nothing of the request', () => {
    const logger = createLog();
    const metrics = { addDimension: jest.fn(), addMetric: jest.fn() };
    const request = requestWith({
      event: anEvent({ body: '{"secret":1}' }),
      response: { statusCode: 503, headers: {} },
    });
    const summary = requestSummary({ logger, metrics });

    summary.before?.(request);
    summary.after?.(request);

    expect(logger.lines).toEqual([
      {
        level: 'info',
        message: 'request answered',
        operation: 'listTools',
        status: 503,
        durationMs: expect.any(Number),
      },
    ]);
    expect(metrics.addDimension).toHaveBeenCalledWith('operation', 'listTools');
    expect(metrics.addMetric).toHaveBeenCalledWith('ServerErrors', 'Count', 1);
  });
});
