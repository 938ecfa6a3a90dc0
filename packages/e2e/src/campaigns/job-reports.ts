import type { Log } from '@dtr/local-stack';

/** What a worker wrote about one message of a job: what became of it, and why nothing did. */
export interface JobReport {
  readonly jobId: string;
  readonly outcome: string;
  readonly because?: string;
}

/** Overhears the workers of a stack. One that is killed says nothing of what it was at. */
export interface JobReports {
  readonly log: Log;
  readonly all: readonly JobReport[];
}

export function hearJobReports(): JobReports {
  const all: JobReport[] = [];
  const log: Log = {
    write(_level, source, message, fields) {
      if (source === 'worker' && message === 'job taken up') all.push(fields as unknown as JobReport);
    },
  };
  return { log, all };
}
