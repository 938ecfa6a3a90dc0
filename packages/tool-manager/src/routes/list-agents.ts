import type { UseCases } from '@dtr/core';
import { agentOf, type CursorSealer, type HttpRoute, json, pageQueryShape, parseQuery } from '@dtr/lambda-kit';
import { openPage, sealPage } from './cursor-paging.ts';

/** `GET /agents`: one page of the agents that have keys, by name. */
export const listAgents =
  (
    { listAgents: list, requireOperator }: Pick<UseCases, 'listAgents' | 'requireOperator'>,
    cursors: CursorSealer,
  ): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    requireOperator(agent);
    const scope = { agent, query: { list: 'agents' } };
    const page = openPage(parseQuery(event, pageQueryShape), cursors, scope);
    return json(200, sealPage(await list(agent, page), cursors, scope));
  };
