import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { median, quantile } from '../../report/statistics.ts';
import { atMost, type Bar, inMs, type Outcome } from '../measurement.ts';
import { buildDir } from '../paths.ts';
import { findBandit, hostileFiles, timeBandit, timeColdStart, timeValidator } from '../validator-processes.ts';

const pairs = 5;
const starts = 9;

/** The built validator in processes of its own: against Bandit, cold, and on files made to break it. */
export const validatorFunction: Bar = async () => {
  if (!existsSync(join(buildDir, 'lambda', 'validator', 'index.js')))
    return [{ what: 'validator', bar: 'several', skipped: 'not built: make build' }];
  return [await againstBandit(), await coldStart(), ...(await onHostileFiles())];
};

/** The same Python files of the demo, 36 lines on average, each judged warm in one process. */
async function againstBandit(): Promise<Outcome> {
  const what = 'one Python tool, warm, against Bandit as a library';
  const python = await findBandit();
  if (python === undefined) return { what, bar: 'at most 3', skipped: 'Bandit is not installed' };
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1) {
    ours.push((await timeValidator()).msPerTool);
    theirs.push(await timeBandit(python));
  }
  const [our, their] = [median(ours), median(theirs)];
  return atMost(what, 3, our / their, `${inMs(our)} against ${inMs(their)}`);
}

async function coldStart(): Promise<Outcome> {
  const times: number[] = [];
  for (let start = 0; start < starts; start += 1) times.push(await timeColdStart());
  const detail = `median of ${starts}, ${inMs(Math.min(...times))} to ${inMs(Math.max(...times))}`;
  return atMost('validator: process start to its first verdict', 450, median(times), detail, ' ms');
}

async function onHostileFiles(): Promise<readonly Outcome[]> {
  const { times, peakMb } = await timeValidator(hostileFiles());
  const detail = `${times.length} files in one process, median ${inMs(quantile(times, 0.5))}`;
  return [
    atMost('slowest verdict on a file made to break it', 1_000, Math.max(...times), detail, ' ms'),
    atMost('most memory while judging them, one after the other', 256, peakMb, `${times.length} files`, ' MB'),
  ];
}
