import type { Bar } from '../measurement.ts';
import { jobCancellation } from './jobs/cancellation.ts';
import { jobOverhead } from './jobs/overhead.ts';
import { jobThroughput } from './jobs/throughput.ts';

/** What it costs to run as a job, how many run in a second, and how soon one stops. */
export const jobs: Bar = async () => [
  ...(await jobOverhead()),
  ...(await jobThroughput()),
  ...(await jobCancellation()),
];
