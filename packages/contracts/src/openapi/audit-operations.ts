import { listAuditQuerySchema } from '../audit.ts';
import type { OperationId } from '../routes.ts';
import { jsonAnswer, type Operation } from './operation.ts';
import { auditPageSchema } from './pages.ts';

export const auditOperations = {
  listAudit: {
    tag: 'Audit',
    summary: 'List audit events',
    description:
      'For operators. What happened in a period of at most 31 days, newest first. An event is stored before what it tells of is answered. The events of a day are 16 hash chains: each names the hash of the one before it. A page may be shorter than `limit`, even empty, and not the last.',
    query: listAuditQuerySchema,
    answers: { 200: jsonAnswer('One page.', auditPageSchema) },
    errors: ['request.forbidden', 'cursor.invalid'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
