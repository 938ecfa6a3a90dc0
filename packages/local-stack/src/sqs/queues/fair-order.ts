import type { DatabaseSync } from 'node:sqlite';

export interface DueQuery {
  readonly queue: string;
  readonly nowMs: number;
  readonly limit: number;
}

interface Candidate {
  readonly id: number;
  readonly visible_at_ms: number;
}

/** Messages of one group that are due, oldest first, and how many of its messages receivers have. */
interface Group {
  inFlight: number;
  readonly due: Candidate[];
}

/**
 * The order of a standard queue: always the group with the fewest messages in flight, counting those just chosen; between equal
 * ones that whose next message has been due for longest. A message without a group is a group of its own. SQS itself acts only once
 * a group has more than its share (about a tenth of what is in flight, or of the time that receivers spend), and by estimates.
 */
export function createFairOrder(database: DatabaseSync) {
  // From one name to the next through the index: a queue has few groups and many messages.
  const groupNames = database.prepare(
    `WITH RECURSIVE found(name) AS (
       SELECT min(group_id) FROM message WHERE queue = :queue
       UNION ALL
       SELECT (SELECT min(group_id) FROM message WHERE queue = :queue AND group_id > found.name) FROM found WHERE found.name IS NOT NULL)
     SELECT name FROM found WHERE name IS NOT NULL`,
  );
  const inFlight = database.prepare(
    `SELECT group_id AS name, count(*) AS messages FROM message
     WHERE queue = ? AND visible_at_ms > ? AND receipt IS NOT NULL AND group_id IS NOT NULL GROUP BY group_id`,
  );
  const dueOfGroup = database.prepare(
    `SELECT id, visible_at_ms FROM message INDEXED BY message_group
     WHERE queue = ? AND group_id = ? AND visible_at_ms <= ? ORDER BY id LIMIT ?`,
  );
  // Asks first whether there is any, rather than look through all that have a group.
  const dueAlone = database.prepare(
    `SELECT id, visible_at_ms FROM message INDEXED BY message_due
     WHERE EXISTS (SELECT 1 FROM message INDEXED BY message_group WHERE queue = :queue AND group_id IS NULL)
       AND queue = :queue AND visible_at_ms <= :now AND group_id IS NULL ORDER BY visible_at_ms, id LIMIT :limit`,
  );

  function groupsWithDue({ queue, nowMs, limit }: DueQuery): readonly Group[] {
    const counts = new Map(inFlight.all(queue, nowMs).map(({ name, messages }) => [String(name), Number(messages)]));
    const named = groupNames.all({ queue }).map(({ name }) => ({
      inFlight: counts.get(String(name)) ?? 0,
      due: candidates(dueOfGroup.all(queue, String(name), nowMs, limit)),
    }));
    const alone = candidates(dueAlone.all({ queue, now: nowMs, limit })).map((one) => ({ inFlight: 0, due: [one] }));
    return [...named, ...alone];
  }

  /** Ids of the messages to hand out next, at most `limit`. */
  return function dueInFairOrder(query: DueQuery): readonly number[] {
    const groups = groupsWithDue(query);
    const chosen: number[] = [];
    while (chosen.length < query.limit) {
      const next = groups.filter(({ due }) => due.length > 0).reduce(quieter, undefined);
      const message = next?.due.shift();
      if (!next || !message) break;
      next.inFlight += 1;
      chosen.push(message.id);
    }
    return chosen;
  };
}

const candidates = (rows: readonly Record<string, unknown>[]): Candidate[] =>
  rows.map(({ id, visible_at_ms }) => ({ id: Number(id), visible_at_ms: Number(visible_at_ms) }));

function quieter(best: Group | undefined, other: Group): Group {
  if (!best) return other;
  const [first, second] = [best.due[0], other.due[0]];
  if (best.inFlight !== other.inFlight || !first || !second) return best.inFlight <= other.inFlight ? best : other;
  const isLater = first.visible_at_ms - second.visible_at_ms || first.id - second.id;
  return isLater <= 0 ? best : other;
}
