/** One page of tools is to be judged again, because this policy was applied. `digest`: the document that was in force then. */
export interface RevalidateMessage {
  readonly kind: 'policy.revalidate';
  readonly policy: string;
  readonly digest: string;
  /** Where to read on; absent for the first page. */
  readonly position?: string;
}

/** A job is to be taken up. It may have ended or be in other hands by the time the message arrives. */
export interface RunJobMessage {
  readonly kind: 'job.run';
  readonly agent: string;
  readonly jobId: string;
}

/** What the `worker` function is told through its queue: ids alone, never content. A message may arrive more than once. */
export type WorkerMessage = RevalidateMessage | RunJobMessage;

/** What the schedule of the `worker` function asks for, beside its queue. */
export interface SweepEvent {
  /** `sweep`: every minute, what is half done. `sweep.artifacts`: every hour, artifacts without a tool, and how far the audit log has come. */
  readonly kind: 'sweep' | 'sweep.artifacts';
}
