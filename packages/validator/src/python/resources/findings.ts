import type { Finding } from '../../analysis/rule.ts';
import type { PythonContext } from '../python-context.ts';
import type { Observation, ObservationKind } from './machine.ts';
import { trialRunOf } from './trial-run.ts';

/** What a trial run saw of some kinds, as findings. */
export function* findingsOf(
  context: PythonContext,
  kinds: readonly ObservationKind[],
  messageOf: (observation: Observation) => string,
): Generator<Finding> {
  for (const observation of trialRunOf(context).observations)
    if (kinds.includes(observation.kind))
      yield { span: context.spanOf(observation.node), message: messageOf(observation) };
}

const units = ['', ' thousand', ' million', ' billion', ' trillion'];

/** A large number in words: "12 million". */
export function inWords(amount: number): string {
  if (amount >= 1e15) return amount >= 1e300 ? 'more than 10^300' : `about 10^${Math.floor(Math.log10(amount))}`;
  const size = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, amount)) / 3)));
  return `${Math.floor(amount / 1_000 ** size)}${units[size]}`;
}

/** Bytes in words: "9 GB". */
export function inBytes(bytes: number): string {
  const [unit, size] = bytes >= 1e9 ? ['GB', 1e9] : ['MB', 1e6];
  return bytes >= 1e15 ? `${inWords(bytes)} bytes` : `${Math.floor(bytes / size)} ${unit}`;
}
