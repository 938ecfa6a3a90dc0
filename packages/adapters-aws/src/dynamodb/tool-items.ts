import type { ToolSummary, ToolVersionSummary } from '@dtr/contracts';
import { AppError, parseExactJson, type ToolRecord, toSummary, utf8Bytes } from '@dtr/core';
import { headKey, ownerListing, sharedListing, versionKey } from './keys.ts';

/** An item may have 400 KB (DynamoDB quota, checked 2026-11); keys, the summary and attribute names take the rest. */
const recordBytes = 380_000;

/**
 * A record is kept as JSON text, not as a map: numbers in examples keep every digit, and reading it costs one parse.
 * A deleted tool has no index keys, so no list shows it.
 */
export function toHeadItem(record: ToolRecord) {
  const { toolId, owner, visibility, status, revision } = record;
  return {
    ...headKey(toolId),
    ...(status !== 'deleted' && { gsi1pk: ownerListing(owner), gsi1sk: toolId }),
    ...(status !== 'deleted' && visibility === 'shared' && { gsi2pk: sharedListing, gsi2sk: toolId }),
    revision,
    summary: JSON.stringify(toSummary(record)),
    record: recordText(record),
  };
}

export function toVersionItem(record: ToolRecord) {
  const { toolId, version, digest, language, updatedAt } = record;
  const summary: ToolVersionSummary = { toolId, version, digest, language, createdAt: updatedAt };
  return { ...versionKey(toolId, version), summary: JSON.stringify(summary), record: recordText(record) };
}

export function toRecord(item: Readonly<Record<string, unknown>>): ToolRecord {
  return parseExactJson(String(item.record)) as unknown as ToolRecord;
}

export function toListed<Summary extends ToolSummary | ToolVersionSummary>(
  item: Readonly<Record<string, unknown>>,
): Summary {
  return JSON.parse(String(item.summary));
}

function recordText(record: ToolRecord): string {
  const text = JSON.stringify(record);
  if (utf8Bytes(text) <= recordBytes) return text;
  throw new AppError(
    'request.too_large',
    `Examples and inferred schemas together may take ${recordBytes} bytes as JSON.`,
    {
      details: {
        errors: [{ pointer: '/examples', message: 'are too large together with what was inferred from the code' }],
      },
    },
  );
}
