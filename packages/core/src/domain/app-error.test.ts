import { AppError } from './app-error.ts';

describe('AppError', () => {
  it('knows its kind by its code', () => {
    expect(new AppError('tool.not_found', 'gone').kind).toBe('not-found');
  });

  it('is retryable only where the same request may succeed later', () => {
    expect(new AppError('dependency.unavailable', 'later').isRetryable).toBe(true);
    expect(new AppError('idempotency.in_progress', 'later').isRetryable).toBe(true);
    expect(new AppError('tool.name_taken', 'never').isRetryable).toBe(false);
  });

  it('keeps its cause apart from what callers see', () => {
    const error = new AppError('dependency.unavailable', 'later', {
      cause: 'secret',
      details: { retryAfterSeconds: 1 },
    });

    expect(error.cause).toBe('secret');
    expect(JSON.stringify([error.message, error.details])).not.toContain('secret');
  });
});
