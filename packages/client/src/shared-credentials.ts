import { readFile } from 'node:fs/promises';
import type { Credentials } from './credentials.ts';

/**
 * Reads one profile of an AWS shared-credentials file. Throws when the profile or one of its two keys is missing,
 * naming the profiles there are; never shows a secret.
 */
export async function readSharedCredentials(file: string, profile: string): Promise<Credentials> {
  const profiles = parseProfiles(await readFile(file, 'utf8'));
  const values = profiles.get(profile);
  if (!values)
    throw new Error(`${file} has no profile "${profile}"; it has: ${[...profiles.keys()].join(', ') || 'none'}`);
  const accessKeyId = values.get('aws_access_key_id');
  const secretAccessKey = values.get('aws_secret_access_key');
  const sessionToken = values.get('aws_session_token');
  if (!accessKeyId || !secretAccessKey) {
    throw new Error(`profile "${profile}" in ${file} needs aws_access_key_id and aws_secret_access_key`);
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/** The INI dialect of AWS: `[name]` lines, `key = value` lines, whole-line comments with `#` or `;`. */
function parseProfiles(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const profiles = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const name = /^\[\s*(.+?)\s*\]$/.exec(line)?.[1];
    if (name !== undefined) {
      current = profiles.get(name) ?? new Map<string, string>();
      profiles.set(name, current);
      continue;
    }
    const at = line.indexOf('=');
    if (at > 0) current?.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  return profiles;
}
