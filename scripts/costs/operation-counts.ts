import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';

/** What one act asks of the table, the bucket and the queue. */
export interface OperationCount {
  readonly tableCalls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly bucket: Readonly<Record<string, number>>;
  readonly queue: Readonly<Record<string, number>>;
}

export type CountedAct =
  | 'countedRequest'
  | 'admittedKey'
  | 'executedAtOnce'
  | 'submittedJob'
  | 'ranJob'
  | 'foundJob'
  | 'sweptIdle';

/** As a test of `adapters-aws` measures them: warm, one thing at a time, so that nothing is shared with others. */
export function readOperationCounts(): Readonly<Record<CountedAct, OperationCount>> {
  return JSON.parse(readFileSync(join(root, 'packages', 'adapters-aws', 'operation-counts.json'), 'utf8'));
}
