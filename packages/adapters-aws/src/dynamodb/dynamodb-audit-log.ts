import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type AuditLog, dayOf } from '@dtr/core';
import { type Backoff, createBackoff } from '../backoff.ts';
import { createLaneWriter, type LaneWriter } from './lane-writer.ts';

export interface AuditOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff?: Backoff;
}

/** A process writes to one lane of today, and around midnight to one of yesterday. */
const writersAtMost = 4;

/** Only ever adds events; the one item that is replaced is the head of a chain, on the condition that it is the one before. */
export function createDynamoDbAuditLog({ backoff = createBackoff(), ...table }: AuditOptions): AuditLog {
  const writers = new Map<string, LaneWriter>();

  /** A writer that is forgotten ends what it has; another for the same chain reads the head anew. */
  const writerOf = (day: string, lane: number): LaneWriter => {
    const name = `${day}#${lane}`;
    const writer = writers.get(name) ?? createLaneWriter({ ...table, backoff }, { day, lane });
    writers.delete(name);
    writers.set(name, writer);
    for (const oldest of [...writers.keys()].slice(0, -writersAtMost)) writers.delete(oldest);
    return writer;
  };

  return { append: (event) => writerOf(dayOf(event), event.lane)(event) };
}
