/** What AWS asks for one of something. */
export interface Price {
  readonly usd: number;
  readonly of: string;
  /** Where the number was read, and when. AWS's own pages compute theirs in the browser. */
  readonly source: string;
  readonly checked: string;
}

const million = 1_000_000;
/** Read in several public documents of 2026 that quote AWS's price list. */
const quoted = 'AWS price list, as quoted in public documents of 2026';
/** Not looked up again: small parts of any bill. */
const known = 'AWS list price as commonly known; not looked up again';
const price = (usd: number, of: string, source = quoted): Price => ({ usd, of, source, checked: '2026-11' });

/** List prices of us-east-1 without free tiers, in dollars for one unit. Frankfurt asks for 10 to 25 % more for most of it. */
export const prices = {
  httpRequest: price(1.0 / million, 'request to an HTTP API, up to 512 KB'),
  functionRequest: price(0.2 / million, 'invocation of a function'),
  functionGbSecond: price(0.0000133334, 'GB-second of a function on arm64; start-up is billed too'),
  tableWrite: price(0.625 / million, 'write unit on demand: 1 KB; two in a transaction'),
  tableRead: price(0.125 / million, 'read unit on demand: 4 KB, consistent'),
  tableGbMonth: price(0.25, 'GB-month in the table'),
  backupGbMonth: price(0.2, 'GB-month of point-in-time recovery', known),
  bucketPut: price(5 / million, 'PUT or LIST'),
  bucketGet: price(0.4 / million, 'GET'),
  bucketGbMonth: price(0.023, 'GB-month in the bucket', known),
  queueRequest: price(0.4 / million, 'request to a standard queue, 64 KB', known),
  microvmVcpuHour: price(0.0895, 'vCPU-hour of a code interpreter session, while it computes; at least 1 s'),
  microvmGbHour: price(0.00945, 'GB-hour of a session, while it lives; at least 128 MB'),
  logGb: price(0.5, 'GB of logs taken in'),
  trace: price(5 / million, 'trace recorded', known),
  metricMonth: price(0.3, 'metric of ours with its dimensions, in a month in which it was written'),
  alarmMetricMonth: price(0.1, 'metric that an alarm looks at, in a month', known),
  compositeAlarmMonth: price(0.5, 'composite alarm, in a month', known),
  secretMonth: price(0.4, 'secret, in a month', known),
  endpointHour: price(0.01, 'interface endpoint in one zone, for an hour'),
} as const satisfies Readonly<Record<string, Price>>;
