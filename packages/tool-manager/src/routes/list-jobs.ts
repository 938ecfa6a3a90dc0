import type { ListJobs } from '@dtr/core';
import { agentOf, type CursorSealer, type HttpRoute, json, listJobsQueryShape, parseQuery } from '@dtr/lambda-kit';
import { openPage, sealPage } from './cursor-paging.ts';

/** `GET /jobs`: one page of the caller's own jobs, newest first. */
export const listJobs =
  (list: ListJobs, cursors: CursorSealer): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    const { limit, cursor, ...filter } = parseQuery(event, listJobsQueryShape);
    const scope = { agent, query: { list: 'jobs', ...filter } };
    const page = openPage({ ...(limit && { limit }), ...(cursor && { cursor }) }, cursors, scope);
    return json(200, sealPage(await list(agent, { ...filter, ...page }), cursors, scope));
  };
