import type { GetPolicy } from '@dtr/core';
import { agentOf, type HttpRoute, json, pathParameter, requireNoQuery } from '@dtr/lambda-kit';

/** `GET /policies/{name}`: the policy with its document. */
export const getPolicy =
  (get: GetPolicy): HttpRoute =>
  async (event) => {
    agentOf(event);
    requireNoQuery(event);
    const { policy, etag } = await get(pathParameter(event, 'name'));
    return json(200, policy, { etag });
  };
