import { AppError } from '../../domain/app-error.ts';
import { etagOf, type IfMatch, isMatch } from '../../domain/tool/etag.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';

/** Throws `tool.precondition_required` without `If-Match` and `tool.precondition_failed` when the tool has moved on. */
export function requireMatch(ifMatch: IfMatch | undefined, record: ToolRecord): void {
  if (ifMatch === undefined) {
    throw new AppError('tool.precondition_required', 'Changing a tool needs an If-Match header with its ETag.', {
      details: { hint: `GET the tool and send its ETag, such as ${etagOf(record)}, as If-Match.` },
    });
  }
  if (!isMatch(ifMatch, record)) throw preconditionFailed();
}

export function preconditionFailed(): AppError {
  return new AppError('tool.precondition_failed', 'The tool has changed since the ETag in If-Match was given.', {
    details: { hint: 'GET the tool, apply your change to what it is now, and send its new ETag as If-Match.' },
  });
}
