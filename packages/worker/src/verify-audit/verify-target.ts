import type { LoggedHeads } from '@dtr/core';
import type { Environment } from '@dtr/lambda-kit';
import { dataDirOf, type LocalTarget, localTarget } from '../local-target.ts';

/** Which day of which table, and what its heads are known to have been. What is absent comes from where the SDK looks for it. */
export interface VerifyTarget {
  readonly day: string;
  readonly tableName: string;
  /** As the sweep logged it once the day was over. */
  readonly digest?: string;
  /** As the sweep logged them at any moment of the day. */
  readonly heads?: LoggedHeads;
  readonly client: Partial<LocalTarget>;
}

/** Whoever asks can mend it; the text says how. */
export class VerifyError extends Error {
  override readonly name = 'VerifyError';
}

const localTableName = 'dtr-local';

/** The table that the environment names, or else that of the local stack; `today` unless it names a day. Throws `VerifyError`. */
export function verifyTarget(env: Environment, today: string): VerifyTarget {
  const { DAY, TABLE_NAME: tableName, DIGEST: digest, HEADS: heads } = env;
  const day = DAY || today;
  if (!isDay(day)) throw new VerifyError(`DAY is "${day}"; a UTC day such as ${today} is accepted.`);
  const asked = { day, ...(digest && { digest }), ...(heads && { heads: parseHeads(heads) }) };
  if (tableName) return { ...asked, tableName, client: {} };
  const client = localTarget(env, 'dynamodb');
  if (client === undefined)
    throw new VerifyError(`No local stack has run in ${dataDirOf(env)}: run "make start", or set TABLE_NAME.`);
  return { ...asked, tableName: localTableName, client };
}

/** The member `lanes` of a line `audit heads`. */
function parseHeads(text: string): LoggedHeads {
  const heads = asObject(text);
  const isLogged = ([lane, head]: [string, unknown]) =>
    /^(?:\d|1[0-5])$/.test(lane) && /^[1-9]\d* sha256:[0-9a-f]{64}$/.test(String(head));
  if (heads !== undefined && Object.entries(heads).every(isLogged)) return heads as LoggedHeads;
  throw new VerifyError('HEADS is not what was logged; the "lanes" of a line "audit heads" are accepted, as JSON.');
}

function asObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
