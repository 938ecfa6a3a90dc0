import { invalid } from '../agentcore-error.ts';
import type { Faults } from './create-faults.ts';
import { parseFault } from './parse-fault.ts';

/** No path of AWS. Unsigned, like everything on this machine's loopback interface that is not of AWS. */
export const controlPath = '/_local/faults';

/** `GET` tells which faults are armed and how often they have struck; `PUT` of a list replaces them; `DELETE` disarms all. */
export function answerControl(method: string, contentType: string | undefined, body: Buffer, faults: Faults) {
  if (method === 'DELETE') faults.clear();
  else if (method === 'PUT') replace(contentType, body, faults);
  else if (method !== 'GET') throw invalid(`${controlPath} takes GET, PUT and DELETE.`);
  return { faults: faults.list() };
}

/** A page in a browser cannot send this type to another origin unasked, so no page can arm a fault. */
function replace(contentType: string | undefined, body: Buffer, faults: Faults): void {
  if (contentType?.split(';')[0]?.trim() !== 'application/json') throw invalid('The body must be application/json.');
  const list = parseList(body).map(parseFault);
  faults.clear();
  faults.arm(...list);
}

function parseList(body: Buffer): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(body.toString('utf8'));
    if (Array.isArray(list)) return list;
  } catch {
    // Answered below, like anything that is no list.
  }
  throw invalid('The body must be a list of faults.', undefined, 'CannotParse');
}
