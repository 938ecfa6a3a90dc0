import type { PutPolicy } from '@dtr/core';
import {
  agentOf,
  type HttpRoute,
  ifMatchOf,
  isForNew,
  json,
  parseShape,
  pathParameter,
  policyDocumentShape,
  readJsonBody,
  requireNoQuery,
} from '@dtr/lambda-kit';

/** `PUT /policies/{name}`: 201 for a new name, else 200. */
export const putPolicy =
  (put: PutPolicy): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    const ifMatch = ifMatchOf(event);
    const precondition = { ...(ifMatch !== undefined && { ifMatch }), isNew: isForNew(event) };
    const document = parseShape(policyDocumentShape, readJsonBody(event), 'policy.invalid');
    const name = pathParameter(event, 'name');
    const { policy, etag, outcome } = await put(agentOf(event), name, document, precondition);
    return json(outcome === 'created' ? 201 : 200, policy, { etag });
  };
