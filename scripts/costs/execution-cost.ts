import { assumptions, type BilledCall, calls } from './assumptions.ts';
import type { CountedAct, OperationCount } from './operation-counts.ts';
import { prices } from './prices.ts';

/** Parts of the bill, in the order of the table. */
export const parts = [
  'HTTP API',
  'functions: calls',
  'functions: time',
  'table: writes',
  'table: reads',
  'bucket',
  'queue',
  'microVM sessions',
  'logs and traces',
  'kept for a month',
] as const;
export type Part = (typeof parts)[number];
export type Cost = Readonly<Record<Part, number>>;

type Counts = Readonly<Record<CountedAct, OperationCount>>;

/** What happens for one execution. */
interface Flow {
  readonly requests: number;
  readonly functions: readonly BilledCall[];
  /** Lambda calls that wait for a microVM session as well. */
  readonly waitsForMicrovm?: BilledCall;
  readonly acts: readonly CountedAct[];
}

const looks = <Value>(value: Value): readonly Value[] => Array.from({ length: assumptions.looksPerJob }, () => value);
const answerJob: Flow = {
  requests: 1 + assumptions.looksPerJob,
  functions: [calls.submitJob, calls.runJob, ...looks(calls.findJob)],
  acts: [
    'countedRequest',
    'submittedJob',
    'ranJob',
    ...looks<CountedAct>('countedRequest'),
    ...looks<CountedAct>('foundJob'),
  ],
};
const answerAtOnce: Flow = {
  requests: 1,
  functions: [calls.executeAtOnce],
  acts: ['countedRequest', 'executedAtOnce'],
};

/** By how they are told apart in the document. */
export const flows = {
  'wasm, at once': { ...answerAtOnce, functions: [...answerAtOnce.functions, calls.executor] },
  'wasm, as a job': { ...answerJob, functions: [...answerJob.functions, calls.executor] },
  'microVM, at once': { ...answerAtOnce, waitsForMicrovm: calls.executeAtOnce },
  'microVM, as a job': { ...answerJob, waitsForMicrovm: calls.runJob },
} as const satisfies Readonly<Record<string, Flow>>;

const gb = (bytes: number) => bytes / 1_000_000_000;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const gbSeconds = ({ memoryMb }: Pick<BilledCall, 'memoryMb'>, ms: number): number =>
  (memoryMb / 1_024) * (ms / 1_000);

/** Dollars of one execution, part by part. */
export function costOf({ requests, functions, waitsForMicrovm, acts }: Flow, counts: Counts): Cost {
  const done = acts.map((act) => counts[act]);
  const total = (pick: (count: OperationCount) => number | undefined) => sum(done.map((count) => pick(count) ?? 0));
  const waiting = waitsForMicrovm ? gbSeconds(waitsForMicrovm, assumptions.microvmSeconds * 1_000) : 0;
  // Its place in the rate, which AgentCore limits.
  const places = waitsForMicrovm ? 1 : 0;
  const sent = total(({ queue }) => queue.send);
  const logBytes = sum(functions.map((call) => call.logBytes)) + requests * assumptions.accessLogBytes;
  const kept = gb(assumptions.resultBytes + assumptions.auditBytes);
  return {
    'HTTP API': requests * prices.httpRequest.usd,
    'functions: calls': functions.length * prices.functionRequest.usd,
    'functions: time': (sum(functions.map((call) => gbSeconds(call, call.ms))) + waiting) * prices.functionGbSecond.usd,
    'table: writes': (total(({ writeUnits }) => writeUnits) + places) * prices.tableWrite.usd,
    'table: reads': total(({ readUnits }) => readUnits) * prices.tableRead.usd,
    bucket:
      total(({ bucket }) => bucket.put) * prices.bucketPut.usd +
      total(({ bucket }) => bucket.find) * prices.bucketGet.usd,
    // Each message is sent, received and deleted.
    queue: sent * 3 * prices.queueRequest.usd,
    'microVM sessions': waitsForMicrovm ? sessionCost(assumptions.microvmSeconds) : 0,
    'logs and traces': gb(logBytes) * prices.logGb.usd + requests * assumptions.tracedShare * prices.trace.usd,
    'kept for a month': kept * (prices.tableGbMonth.usd + prices.backupGbMonth.usd),
  };
}

/** Dollars of one microVM session: memory as long as it lives, the processor while it is busy. */
export function sessionCost(seconds: number): number {
  const { microvmBusySeconds, microvmGb } = assumptions;
  return (microvmBusySeconds * prices.microvmVcpuHour.usd + microvmGb * seconds * prices.microvmGbHour.usd) / 3_600;
}

/** What the second door adds to each request: the authorizer is asked every time. */
export function keyDoorCost(counts: Counts): number {
  const { authorizer } = calls;
  return (
    prices.functionRequest.usd +
    gbSeconds(authorizer, authorizer.ms) * prices.functionGbSecond.usd +
    counts.admittedKey.readUnits * prices.tableRead.usd +
    gb(authorizer.logBytes) * prices.logGb.usd
  );
}

export const totalOf = (cost: Cost): number => sum(parts.map((part) => cost[part]));
