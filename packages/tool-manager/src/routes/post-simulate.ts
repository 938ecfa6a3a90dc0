import type { UseCases } from '@dtr/core';
import {
  agentOf,
  type CursorSealer,
  type HttpRoute,
  json,
  parseShape,
  pathParameter,
  readJsonBody,
  requireNoQuery,
  simulateRequestShape,
} from '@dtr/lambda-kit';
import { openPage } from './cursor-paging.ts';
import { wrappedBody } from './wrapped-body.ts';

/** `POST /policies/{name}/simulate`: what the policy would refuse among one page of tools. Changes nothing. */
export const postSimulate =
  (
    { simulatePolicy, requireOperator }: Pick<UseCases, 'simulatePolicy' | 'requireOperator'>,
    cursors: CursorSealer,
  ): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    requireOperator(agent);
    requireNoQuery(event);
    const name = pathParameter(event, 'name');
    const { document, ...paging } = parseShape(simulateRequestShape, wrappedBody(readJsonBody(event)));
    const scope = { agent, query: { list: 'simulation', name } };
    const query = { ...openPage(paging, cursors, scope), ...(document && { document }) };
    const { position, ...report } = await simulatePolicy(agent, name, query);
    const nextCursor = position !== undefined && { nextCursor: cursors.seal(position, scope) };
    return json(200, { ...report, ...nextCursor });
  };
