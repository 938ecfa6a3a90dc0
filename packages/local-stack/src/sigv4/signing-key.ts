import { createHmac } from 'node:crypto';

/** Bounds the memory that made-up regions can take. */
const MAX_KEYS = 128;
const keys = new Map<string, Buffer>();

export interface SigningScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

export const scopeText = ({ date, region, service }: SigningScope) => `${date}/${region}/${service}/aws4_request`;

/** Derives the key of one day, region and service; remembered, since four HMACs cost more than the signature. */
export function signingKey(secretAccessKey: string, scope: SigningScope): Buffer {
  const name = `${secretAccessKey}\n${scopeText(scope)}`;
  const known = keys.get(name);
  if (known) return known;
  const key = [scope.region, scope.service, 'aws4_request'].reduce(hmac, hmac(`AWS4${secretAccessKey}`, scope.date));
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(name, key);
  return key;
}

export const signatureOf = (key: Buffer, stringToSign: string): string => hmac(key, stringToSign).toString('hex');
