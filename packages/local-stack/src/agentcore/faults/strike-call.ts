import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { AgentCoreError } from '../agentcore-error.ts';
import { rateExceeded } from '../quotas.ts';
import { resetConnection } from '../stream/send-stream.ts';
import type { Fault } from './fault.ts';

/** Does what a fault does before the call is carried out. True when nothing is left to be done. */
export async function isStruckBefore(fault: Fault | undefined, response: ServerResponse): Promise<boolean> {
  if (fault?.kind === 'throttle') throw rateExceeded();
  if (fault?.kind === 'error') {
    throw new AgentCoreError(fault.exception ?? 'InternalServerException', 'An error was asked for.');
  }
  return isStruck(fault, 'before', response);
}

/** Does what a fault does when the call is carried out and nothing is said of it. True when nothing is to be said. */
export async function isStruckAfter(
  fault: Fault | undefined,
  response: ServerResponse,
  done?: Promise<unknown>,
): Promise<boolean> {
  if (fault?.when === 'after') await done?.catch(() => undefined);
  return isStruck(fault, 'after', response);
}

async function isStruck(fault: Fault | undefined, when: 'before' | 'after', response: ServerResponse) {
  if (!fault || (fault.when ?? 'before') !== when) return false;
  if (fault.kind === 'slow') await wait(fault.delayMs ?? 1_000, undefined, { ref: false });
  if (fault.kind === 'reset') resetConnection(response);
  return fault.kind === 'reset';
}
