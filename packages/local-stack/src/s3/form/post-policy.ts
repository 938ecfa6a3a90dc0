import { S3Error } from '../s3-error.ts';

/** What a signed policy demands of a form. */
export type PolicyCondition =
  | { readonly kind: 'eq' | 'starts-with'; readonly field: string; readonly value: string }
  | { readonly kind: 'content-length-range'; readonly min: number; readonly max: number };

export interface PostPolicy {
  readonly expiresAt: Date;
  readonly conditions: readonly PolicyCondition[];
}

const malformed = (reason: string) => new S3Error('InvalidPolicyDocument', { message: `Invalid Policy: ${reason}` });
const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Clients write sizes as numbers or as text. */
const sizeOf = (value: unknown): number => {
  const size = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (!isSize(size)) throw malformed('Invalid content-length-range.');
  return size;
};

function parseArray([operator, field, value]: readonly unknown[]): PolicyCondition {
  const kind = String(operator).toLowerCase();
  if (kind === 'content-length-range') return { kind, min: sizeOf(field), max: sizeOf(value) };
  if ((kind === 'eq' || kind === 'starts-with') && typeof field === 'string' && typeof value === 'string') {
    if (field.startsWith('$')) return { kind, field: field.slice(1).toLowerCase(), value };
  }
  throw malformed('Invalid Condition.');
}

function parseCondition(condition: unknown): PolicyCondition {
  if (Array.isArray(condition) && condition.length === 3) return parseArray(condition);
  const entries =
    condition && typeof condition === 'object' && !Array.isArray(condition) ? Object.entries(condition) : [];
  const [entry] = entries;
  if (!entry || entries.length > 1 || typeof entry[1] !== 'string') throw malformed('Invalid Simple-Condition.');
  return { kind: 'eq', field: entry[0].toLowerCase(), value: entry[1] };
}

/** Reads the `policy` field: Base64 of a JSON document. */
export function parsePolicy(base64: string): PostPolicy {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
  } catch {
    throw new S3Error('InvalidPolicyDocument');
  }
  const { expiration, conditions } = (document ?? {}) as Record<string, unknown>;
  const expiresAt = new Date(typeof expiration === 'string' ? expiration : Number.NaN);
  if (Number.isNaN(expiresAt.getTime())) throw malformed("Invalid 'expiration' value.");
  if (!Array.isArray(conditions)) throw malformed('Policy is missing conditions.');
  return { expiresAt, conditions: conditions.map(parseCondition) };
}
