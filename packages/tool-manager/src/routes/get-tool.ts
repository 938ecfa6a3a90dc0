import type { GetTool } from '@dtr/core';
import { agentOf, type HttpRoute, json, pathParameter, requireNoQuery } from '@dtr/lambda-kit';

/** `GET /tools/{toolId}`: the latest version, with code. */
export const getTool =
  (get: GetTool): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    const { tool, etag } = await get(agentOf(event), pathParameter(event, 'toolId'));
    return json(200, tool, { etag });
  };
