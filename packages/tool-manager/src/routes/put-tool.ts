import type { UpdateTool } from '@dtr/core';
import { agentOf, type HttpRoute, ifMatchOf, json, pathParameter } from '@dtr/lambda-kit';
import { parseToolDraft } from './parse-tool-draft.ts';

/** `PUT /tools/{toolId}`: 200 with the tool as it is now, a new version only for another definition. */
export const putTool =
  (updateTool: UpdateTool): HttpRoute =>
  async (event) => {
    const draft = parseToolDraft(event);
    const { tool, etag } = await updateTool(agentOf(event), pathParameter(event, 'toolId'), ifMatchOf(event), draft);
    return json(200, tool, { etag });
  };
