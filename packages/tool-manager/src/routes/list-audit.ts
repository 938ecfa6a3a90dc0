import type { ListAudit } from '@dtr/core';
import { agentOf, type CursorSealer, type HttpRoute, json, listAuditQueryShape, parseQuery } from '@dtr/lambda-kit';
import { openPage, sealPage } from './cursor-paging.ts';

/** `GET /audit`: one page of the audit log, newest first, for operators. */
export const listAudit =
  (list: ListAudit, cursors: CursorSealer): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    const { limit, cursor, ...filter } = parseQuery(event, listAuditQueryShape);
    const scope = { agent, query: { list: 'audit', ...filter } };
    const page = openPage({ ...(limit && { limit }), ...(cursor && { cursor }) }, cursors, scope);
    return json(200, sealPage(await list(agent, { ...filter, ...page }), cursors, scope));
  };
