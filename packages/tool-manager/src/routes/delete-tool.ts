import type { DeleteTool } from '@dtr/core';
import { agentOf, type HttpRoute, ifMatchOf, noContent, pathParameter, requireNoQuery } from '@dtr/lambda-kit';

/** `DELETE /tools/{toolId}`: 204; the tool is then absent everywhere. */
export const deleteTool =
  (remove: DeleteTool): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    await remove(agentOf(event), pathParameter(event, 'toolId'), ifMatchOf(event));
    return noContent();
  };
