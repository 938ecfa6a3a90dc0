/** The settings of a backend with this bucket, in place of the one they name or in front of the others. */
export function withBucket(backend: string, bucket: string): string {
  const line = `bucket         = "${bucket}"`;
  if (/^bucket .*$/m.test(backend)) return backend.replace(/^bucket .*$/m, line);
  return backend.replace(/^(?=key )/m, `${line}\n`);
}
