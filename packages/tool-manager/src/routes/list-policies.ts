import type { ListPolicies } from '@dtr/core';
import { agentOf, type CursorSealer, type HttpRoute, json, pageQueryShape, parseQuery } from '@dtr/lambda-kit';
import { openPage, sealPage } from './cursor-paging.ts';

/** `GET /policies`: one page of all policies, by name. */
export const listPolicies =
  (list: ListPolicies, cursors: CursorSealer): HttpRoute =>
  async (event) => {
    const scope = { agent: agentOf(event), query: { list: 'policies' } };
    const page = openPage(parseQuery(event, pageQueryShape), cursors, scope);
    return json(200, sealPage(await list(page), cursors, scope));
  };
