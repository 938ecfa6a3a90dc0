import { S3Error } from '../s3-error.ts';
import type { PolicyCondition, PostPolicy } from './post-policy.ts';

/** Fields no condition has to name. */
const EXEMPT = ['x-amz-signature', 'policy', 'file'];

const denied = (reason: string) => new S3Error('AccessDenied', { message: `Invalid according to Policy: ${reason}` });

function failsFor(condition: PolicyCondition, fields: ReadonlyMap<string, string>): boolean {
  if (condition.kind === 'content-length-range') return false;
  const value = fields.get(condition.field) ?? '';
  return condition.kind === 'eq' ? value !== condition.value : !value.startsWith(condition.value);
}

const describe = (condition: PolicyCondition) =>
  condition.kind === 'content-length-range'
    ? condition.kind
    : JSON.stringify([condition.kind, `$${condition.field}`, condition.value]);

/**
 * Compares a form with its policy. Every field must be named by a condition, or a form could say more than was signed.
 * `fields` holds the bucket of the request too, and the key with its variable filled in.
 */
export function checkPolicy(
  { expiresAt, conditions }: PostPolicy,
  fields: ReadonlyMap<string, string>,
  now: Date,
): void {
  if (now >= expiresAt) throw denied('Policy expired.');
  const named = new Set(conditions.flatMap((condition) => ('field' in condition ? [condition.field] : [])));
  const extra = [...fields.keys()].filter((name) => {
    return !named.has(name) && !EXEMPT.includes(name) && !name.startsWith('x-ignore-');
  });
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
  const failed = conditions.find((condition) => failsFor(condition, fields));
  if (failed) throw denied(`Policy Condition failed: ${describe(failed)}`);
}

/** Passes the file on while it keeps to every `content-length-range`; too long is found out at the first byte too many. */
export async function* withinRange(file: AsyncIterable<Uint8Array>, { conditions }: PostPolicy, usualMax: number) {
  const ranges = conditions.filter((condition) => condition.kind === 'content-length-range');
  const max = Math.min(usualMax, ...ranges.map((range) => range.max));
  const min = Math.max(0, ...ranges.map((range) => range.min));
  let sizeBytes = 0;
  for await (const piece of file) {
    sizeBytes += piece.length;
    if (sizeBytes > max) {
      const details = { ProposedSize: String(sizeBytes), MaxSizeAllowed: String(max) };
      throw new S3Error('EntityTooLarge', { details });
    }
    yield piece;
  }
  if (sizeBytes >= min) return;
  throw new S3Error('EntityTooSmall', { details: { ProposedSize: String(sizeBytes), MinSizeAllowed: String(min) } });
}
