import { AppError, type AuditHeads, type Digest, type ReadAuditHeads, type SweptParts } from '@dtr/core';
import { createWorkerDoubles, type WorkerDoubles } from '../testing/worker-doubles.ts';
import { handleSweep } from './handle-sweep.ts';

describe('a sweep', () => {
  let doubles: WorkerDoubles;
  beforeEach(() => {
    doubles = createWorkerDoubles();
  });

  const heads: AuditHeads = {
    day: '2026-11-21',
    digest: `sha256:${'1'.repeat(64)}` as Digest,
    events: 3,
    lanes: { 7: '3 sha256:22' },
  };
  const sweepOver = (parts: SweptParts, readAuditHeads: ReadAuditHeads = async () => [heads]) =>
    handleSweep({
      ...doubles,
      readAuditHeads,
      sweep: async () => parts,
      sweepArtifacts: async () => ({ examined: 9, removed: 2 }),
    });
  const whole = {
    jobs: 3,
    entries: 4,
    revalidations: 0,
    sessionsStopped: 1,
    sessionsLeft: 0,
    deadLetters: 5,
    failures: [],
  };

  it('counts what it found, for the alarms and for who asked', async () => {
    const answer = await sweepOver(whole)({ kind: 'sweep' });

    expect(answer).toEqual({ ...whole, failures: 0 });
    expect(doubles.counted).toEqual({ JobsSwept: 3, SessionsSwept: 1, DeadLetters: 5, FailedSweeps: 0 });
    expect(doubles.lines).toEqual([expect.objectContaining({ message: 'swept', jobs: 3 })]);
  });

  it('logs each part that failed, without what was said, and counts none of what it did not see', async () => {
    const answer = await sweepOver({ jobs: 0, failures: [new TypeError('secret')] })({ kind: 'sweep' });

    expect(answer).toEqual({ jobs: 0, failures: 1 });
    expect(doubles.counted).toEqual({ JobsSwept: 0, FailedSweeps: 1 });
    expect(doubles.lines[0]).toMatchObject({ message: 'part of a sweep failed', error: 'TypeError' });
    expect(JSON.stringify(doubles.lines)).not.toContain('secret');
  });

  it('of artifacts is one of its own', async () => {
    const answer = await sweepOver(whole)({ kind: 'sweep.artifacts' });

    expect(answer).toEqual({ examined: 9, removed: 2 });
    expect(doubles.counted).toEqual({ ArtifactsSwept: 2 });
  });

  it('of artifacts leaves the heads of the audit log in the log of the function', async () => {
    await sweepOver(whole)({ kind: 'sweep.artifacts' });

    expect(doubles.lines[0]).toEqual(expect.objectContaining({ message: 'audit heads', ...heads }));
  });

  it('goes on when those heads cannot be read, and counts that', async () => {
    const answer = await sweepOver(whole, async () => {
      throw new AppError('dependency.unavailable', 'Away.');
    })({ kind: 'sweep.artifacts' });

    expect(answer).toEqual({ examined: 9, removed: 2 });
    expect(doubles.counted).toEqual({ ArtifactsSwept: 2, FailedSweeps: 1 });
    expect(doubles.lines[0]).toMatchObject({ message: 'audit heads were not read', code: 'dependency.unavailable' });
  });
});
