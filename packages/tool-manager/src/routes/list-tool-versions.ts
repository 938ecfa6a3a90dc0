import type { ListToolVersions } from '@dtr/core';
import {
  agentOf,
  type CursorSealer,
  type HttpRoute,
  json,
  pageQueryShape,
  parseQuery,
  pathParameter,
} from '@dtr/lambda-kit';
import { openPage, sealPage } from './cursor-paging.ts';

/** `GET /tools/{toolId}/versions`: one page of the history. */
export const listToolVersions =
  (list: ListToolVersions, cursors: CursorSealer): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    const toolId = pathParameter(event, 'toolId');
    const scope = { agent, query: { list: 'versions', toolId } };
    const page = openPage(parseQuery(event, pageQueryShape), cursors, scope);
    return json(200, sealPage(await list(agent, toolId, page), cursors, scope));
  };
