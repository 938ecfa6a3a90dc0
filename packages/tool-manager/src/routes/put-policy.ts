import type { UseCases } from '@dtr/core';
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

/** `PUT /policies/{name}`: 201 for a new name, else 200. Whoever may not change policies is not told what is wrong with the request. */
export const putPolicy =
  ({ putPolicy: put, requireOperator }: Pick<UseCases, 'putPolicy' | 'requireOperator'>): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    requireOperator(agent);
    requireNoQuery(event);
    const ifMatch = ifMatchOf(event);
    const precondition = { ...(ifMatch !== undefined && { ifMatch }), isNew: isForNew(event) };
    const document = parseShape(policyDocumentShape, readJsonBody(event), 'policy.invalid');
    const name = pathParameter(event, 'name');
    const { policy, etag, outcome } = await put(agent, name, document, precondition);
    return json(outcome === 'created' ? 201 : 200, policy, { etag });
  };
