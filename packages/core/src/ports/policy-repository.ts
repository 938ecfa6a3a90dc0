import type { PolicyHead } from '../domain/policy/policy-head.ts';
import type { PolicyOutboxEntry } from '../domain/tool/outbox-entry.ts';

/** All policies that were ever applied. Built-in ones that nobody has changed are not in it. */
export interface PolicyRegister {
  /** Grows by one with every policy that is applied, whichever it is; 0 before the first one. */
  readonly revision: number;
  /** In order of name; at most 100. */
  readonly heads: readonly PolicyHead[];
}

export interface PolicyWrite {
  /** That of the register which the change starts from. */
  readonly revision: number;
  /** Added, or put in the place of the head of the same name. */
  readonly head: PolicyHead;
}

/** The heads of policies; their documents are in `PolicyDocumentStore`, and there before a head names them. */
export interface PolicyRepository {
  /** One read that sees every write acknowledged before it. */
  read(): Promise<PolicyRegister>;
  /**
   * Head, revision and outbox entry: all of them or none. `stale`: the register has moved on, or another write was in the way.
   * The revision is the whole register's, so that no two policies come to claim the same agents.
   */
  put(write: PolicyWrite, entry: PolicyOutboxEntry): Promise<'written' | 'stale'>;
}
