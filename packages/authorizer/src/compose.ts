import { createDocumentClient, createDynamoDbAuditLog, createDynamoDbKeyReader, systemClock } from '@dtr/adapters-aws';
import { makeAuthorizerUseCases } from '@dtr/core';
import type { Settings } from './settings.ts';

/** Wires the use case to AWS. The only file that names adapters. */
export function compose({ tableName }: Settings) {
  const table = { client: createDocumentClient(), tableName };
  return makeAuthorizerUseCases({
    keys: createDynamoDbKeyReader(table),
    audit: createDynamoDbAuditLog(table),
    clock: systemClock,
  });
}
