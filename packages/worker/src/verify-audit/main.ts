import { createDocumentClient, createDynamoDbAuditReader } from '@dtr/adapters-aws';
import { makeVerifyAudit } from '@dtr/core';
import { describeVerification } from './describe-verification.ts';
import { VerifyError, verifyTarget } from './verify-target.ts';

const { stdout, stderr, env } = process;

/** Checks a day of the audit log and says what does not fit. Exit code 1 when something does not, or when it could not be read. */
async function main(): Promise<void> {
  const { day, digest, heads, tableName, client: access } = verifyTarget(env, new Date().toISOString().slice(0, 10));
  const client = createDocumentClient(access);
  const verifyAudit = makeVerifyAudit({ auditReader: createDynamoDbAuditReader({ client, tableName }) });
  const { isSound, lines } = describeVerification(await verifyAudit(day, heads), digest);
  stdout.write(`${lines.join('\n')}\n`);
  if (!isSound) process.exitCode = 1;
}

main().catch((error) => {
  stderr.write(error instanceof VerifyError ? `${error.message}\n` : `${error?.name}: ${error?.message}\n`);
  process.exitCode = 1;
});
