import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { SqsError } from '../sqs-error.ts';
import type { QueueNames } from './arn.ts';
import type { QueueRows } from './queue-rows.ts';

export interface MoveTask {
  readonly handle: string;
  readonly sourceArn: string;
  readonly destinationArn: string | undefined;
  /** Why it could not move everything; absent when it did. */
  readonly failure: string | undefined;
  readonly moved: number;
  readonly toMove: number;
  readonly startedAtMs: number;
}

/** Tasks kept for the list; SQS shows ten at most. */
export const MAX_LISTED_TASKS = 10;

/** Redrive of dead-letter queues. A task is done when its start returns: moving rows takes no time worth a background job. */
export function createMoveTasks(database: DatabaseSync, queues: QueueRows, names: QueueNames) {
  const due = database.prepare(
    'SELECT id, source_queue_arn FROM message WHERE queue = ? AND visible_at_ms <= ? ORDER BY id',
  );
  const move = database.prepare(
    `UPDATE message SET queue = ?, visible_at_ms = ?, receipt = NULL, receive_count = 0, first_received_at_ms = NULL,
       source_queue_arn = NULL WHERE id = ?`,
  );
  const insert = database.prepare('INSERT INTO move_task VALUES (?, ?, ?, ?, ?, ?, ?)');
  const list = database.prepare(
    'SELECT * FROM move_task WHERE source_arn = ? ORDER BY started_at_ms DESC, rowid DESC LIMIT ?',
  );

  function existing(arn: string) {
    const queue = queues.find(names.nameOf(arn) ?? '');
    if (queue) return queue;
    throw new SqsError(
      'ResourceNotFoundException',
      'The resource that you specified for the SourceArn or DestinationArn does not exist.',
    );
  }

  return {
    /** Moves what is visible to the destination, or each message to the queue it died in. */
    start(sourceArn: string, destinationArn: string | undefined, nowMs: number): MoveTask {
      const source = existing(sourceArn);
      const isDeadLetterQueue = queues
        .list()
        .some(({ settings }) => settings.redrive?.deadLetterTargetArn === sourceArn);
      if (!isDeadLetterQueue)
        throw new SqsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
      const destination = destinationArn === undefined ? undefined : existing(destinationArn).name;
      const rows = due.all(source.name, nowMs);
      const moves = rows.map((row) => ({
        id: Number(row.id),
        target: destination ?? queues.find(names.nameOf(String(row.source_queue_arn)) ?? '')?.name,
      }));
      const possible = moves.flatMap(({ id, target }) => (target === undefined ? [] : [{ id, target }]));
      for (const { id, target } of possible) move.run(target, nowMs, id);
      const failure = possible.length < rows.length ? 'CouldNotDetermineMessageSource' : undefined;
      const task = {
        handle: randomUUID(),
        sourceArn,
        destinationArn,
        failure,
        moved: possible.length,
        toMove: rows.length,
        startedAtMs: nowMs,
      };
      insert.run(task.handle, sourceArn, destinationArn ?? null, failure ?? null, task.moved, task.toMove, nowMs);
      return task;
    },
    list(sourceArn: string, maxTasks: number): readonly MoveTask[] {
      existing(sourceArn);
      return list.all(sourceArn, Math.min(maxTasks, MAX_LISTED_TASKS)).map((row) => ({
        handle: String(row.handle),
        sourceArn: String(row.source_arn),
        destinationArn: row.destination_arn === null ? undefined : String(row.destination_arn),
        failure: row.failure === null ? undefined : String(row.failure),
        moved: Number(row.moved),
        toMove: Number(row.to_move),
        startedAtMs: Number(row.started_at_ms),
      }));
    },
  };
}
