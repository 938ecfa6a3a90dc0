import { AppError, type GetToolVersion } from '@dtr/core';
import { agentOf, type HttpRoute, json, pathParameter, requireNoQuery } from '@dtr/lambda-kit';

/** `GET /tools/{toolId}/versions/{version}`: one version whole. */
export const getToolVersion =
  (get: GetToolVersion): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    return json(
      200,
      await get(agentOf(event), pathParameter(event, 'toolId'), versionIn(pathParameter(event, 'version'))),
    );
  };

/** What cannot be a version names none: absent, not malformed. */
function versionIn(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AppError('tool.not_found', 'There is no such version: versions count from 1.');
}
