import type { ListTools } from '@dtr/core';
import { agentOf, type CursorSealer, type HttpRoute, json, listToolsQueryShape, parseQuery } from '@dtr/lambda-kit';
import { openPage, sealPage } from './cursor-paging.ts';

/** `GET /tools`: one page of the tools that the caller sees. */
export const listTools =
  (list: ListTools, cursors: CursorSealer): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    const { limit, cursor, owner = 'all', ...filter } = parseQuery(event, listToolsQueryShape);
    const scope = { agent, query: { list: 'tools', owner, ...filter } };
    const page = openPage({ ...(limit && { limit }), ...(cursor && { cursor }) }, cursors, scope);
    return json(200, sealPage(await list(agent, { owner, ...filter, ...page }), cursors, scope));
  };
