import type { ValidateTool } from '@dtr/core';
import { agentOf, type HttpRoute, json } from '@dtr/lambda-kit';
import { parseToolDraft } from './parse-tool-draft.ts';

/** `POST /tools/validate`: 200 with the report, whatever the verdict. */
export const postValidate =
  (validateTool: ValidateTool): HttpRoute =>
  async (event) =>
    json(200, await validateTool(agentOf(event), parseToolDraft(event)));
