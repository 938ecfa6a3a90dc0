import { at, cancelling, ending, type JobsUnderTest, jobStages } from '../job-stages.ts';

/** Cancelling as the port promises it: at once where nothing runs, else by whoever has the job. */
export function describeJobCancel(name: string, open: () => Promise<JobsUnderTest>) {
  const { added, claimed, begun } = jobStages(open);

  describe(`JobRepository, cancelling: ${name}`, () => {
    it('is cancelled at once while nobody holds it and nothing has run', async () => {
      const { jobs, job, found } = await added();

      expect(await jobs.requestCancel(job, cancelling(5))).toBe('cancelled');

      const ended = await found();
      const { expiresAt } = ending;
      expect(ended).toMatchObject({
        state: 'cancelled',
        stage: 'finished',
        finishedAt: at(5),
        cancelRequestedAt: at(5),
        expiresAt,
      });
      expect(ended).not.toHaveProperty('dueAt');
      expect(await jobs.requestCancel(job, cancelling(5))).toBe('cancelled');
      expect(await jobs.requestCancel(job, cancelling(6))).toBe('ended');
    });

    it('tells an attempt that has it that it is to be cancelled, and remembers when that was asked first', async () => {
      const { jobs, job, fence, found } = await begun();

      expect(await jobs.requestCancel(job, cancelling(5))).toBe('requested');
      expect(await jobs.requestCancel(job, cancelling(6))).toBe('requested');

      expect(await found()).toMatchObject({ state: 'running', cancelRequestedAt: at(5), leaseUntil: at(60) });
      expect(await jobs.finish(fence, { ...ending, state: 'cancelled' })).toBe('written');
    });

    it('is left to the next attempt when its code may have run, and cancelled at once when it has not', async () => {
      const ran = await begun();
      await ran.jobs.release(ran.fence, { dueAt: at(200), hasRun: true });
      const idle = await begun();
      await idle.jobs.release(idle.fence, { dueAt: at(200), hasRun: false });

      expect(await ran.jobs.requestCancel(ran.job, cancelling(5))).toBe('requested');
      expect(await idle.jobs.requestCancel(idle.job, cancelling(5))).toBe('cancelled');
    });

    it('is cancelled at once when its holder died before anything ran', async () => {
      const { jobs, job, fence } = await claimed();

      expect(await jobs.requestCancel(job, cancelling(30))).toBe('requested');
      expect(await jobs.requestCancel(job, cancelling(61))).toBe('cancelled');

      expect(await jobs.begin(fence, { startedAt: at(62), handedTo: 'wasm' })).toBe('lost');
    });

    it('is not cancelled after its end', async () => {
      const { jobs, job, fence, found } = await begun();
      await jobs.finish(fence, ending);

      expect(await jobs.requestCancel(job, cancelling(50))).toBe('ended');

      expect(await found()).toMatchObject({ state: 'succeeded' });
    });
  });
}
