import { executionJson, type GetExecution } from '@dtr/core';
import { agentOf, type HttpRoute, jsonText, pathParameter, requireNoQuery } from '@dtr/lambda-kit';

/** `GET /executions/{executionId}`: the outcome again, for its caller. */
export const getExecution =
  (get: GetExecution): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    return jsonText(200, executionJson(await get(agentOf(event), pathParameter(event, 'executionId'))));
  };
