/** One page of tools is to be judged again, because this policy was applied. `digest`: the document that was in force then. */
export interface RevalidateMessage {
  readonly kind: 'policy.revalidate';
  readonly policy: string;
  readonly digest: string;
  /** Where to read on; absent for the first page. */
  readonly position?: string;
}

/** What the `worker` function is told through its queue: ids alone, never content. A message may arrive more than once. */
export type WorkerMessage = RevalidateMessage;
