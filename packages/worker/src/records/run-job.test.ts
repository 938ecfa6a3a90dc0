import type { RunJobMessage } from '@dtr/contracts';
import type { JobDelivery, JobReport } from '@dtr/core';
import { createWorkerDoubles } from '../testing/worker-doubles.ts';
import { runJob } from './run-job.ts';

const message: RunJobMessage = { kind: 'job.run', agent: '000000000000/user/planner', jobId: 'job-1' };
const delivery: JobDelivery = { hide: async () => undefined };

describe('job.run', () => {
  it.each<[JobReport, Record<string, number>]>([
    [
      { outcome: 'ended', state: 'timed_out', attempt: 1 },
      { JobAttempts: 1, 'JobsFinished timed_out': 1 },
    ],
    [{ outcome: 'put-back', attempt: 2, reason: 'busy' }, { JobAttempts: 1 }],
    [
      { outcome: 'deferred', attempt: 3, reason: 'no place' },
      { JobAttempts: 1, JobsDeferred: 1 },
    ],
    [{ outcome: 'left', because: 'held' }, {}],
  ])('counts and logs what became of the job: %j', async (report, counted) => {
    const doubles = createWorkerDoubles();
    const run = jest.fn(async () => report);

    await runJob({ ...doubles, runJob: run })(message, delivery);

    expect(run).toHaveBeenCalledWith(message, delivery);
    expect(doubles.counted).toEqual(counted);
    expect(doubles.lines).toEqual([{ message: 'job taken up', jobId: 'job-1', ...report }]);
  });

  it('fails when the job could not be dealt with, so that the message comes back', async () => {
    const run = async () => Promise.reject(new Error('no table'));

    await expect(runJob({ ...createWorkerDoubles(), runJob: run })(message, delivery)).rejects.toThrow('no table');
  });
});
