import { defaultPolicy, type OperationId } from '@dtr/contracts';
import type { CallOptions } from '../http/agent.ts';
import { aDraft, uniqueName } from '../scenarios/drafts.ts';
import type { Belongings } from './belongings.ts';

/** A request of a route about something that belongs to somebody. `path` starts after the variables of the route were filled in. */
export interface AccessRequest extends CallOptions {
  readonly query?: string;
}

/** Who may do what at one route: statuses are those of callers whom the door lets in. */
export interface Access {
  /**
   * `owner`: what belongs to another is as good as absent, unless it is shared. `agents`: every agent alike. `operators`: they alone,
   * by their signature. `anyone`: without any proof.
   */
  readonly opens: 'owner' | 'agents' | 'operators' | 'anyone';
  /** For whoever it opens to, about something that is there. */
  readonly own: number;
  /** For other agents, about a tool that is shared. Absent: nothing of this kind can be shared. */
  readonly shared?: number;
  /** About what is not there; absent when a route names no object. */
  readonly absent?: number;
  /** What is sent: everything that callers could try to tell absent from forbidden by. The first decides about `own` and `shared`. */
  readonly requests?: (belongings: Belongings) => readonly AccessRequest[];
}

const plain = () => [{}];
const asTheyAre = { 'if-match': '*' };
/** Answered after the caller was let in, and before anything changes. */
const stale = { 'if-match': '"v0-000000000000"' };
const body = (value: unknown, headers: Readonly<Record<string, string>> = {}) => ({ body: value, headers });
const changes = ({ draft }: Belongings) => [
  body(draft, asTheyAre),
  body(draft),
  body(draft, stale),
  body({}, asTheyAre),
  body({ ...draft, visibility: 'shared' }, asTheyAre),
];
const anAgent = () => ({ name: uniqueName('bot').replace('_', '-'), scopes: ['tools:read'] });

/** One row for each route; the compiler asks for the row of a new one. */
export const accessTable: Readonly<Record<OperationId, Access>> = {
  createTool: { opens: 'agents', own: 201, requests: () => [body(aDraft())] },
  listTools: {
    opens: 'agents',
    own: 200,
    requests: ({ mark, draft }) => [
      {},
      { query: `?q=${mark}` },
      { query: `?owner=all&tag=${mark}` },
      { query: `?q=${draft.name}&owner=shared` },
    ],
  },
  validateTool: { opens: 'agents', own: 200, requests: () => [body(aDraft())] },
  getTool: {
    opens: 'owner',
    own: 200,
    shared: 200,
    absent: 404,
    requests: ({ etag }) => [{}, { headers: { 'if-none-match': etag } }],
  },
  updateTool: { opens: 'owner', own: 200, shared: 403, absent: 404, requests: changes },
  deleteTool: {
    opens: 'owner',
    own: 204,
    shared: 403,
    absent: 404,
    requests: () => [{ headers: asTheyAre }, {}, { headers: stale }],
  },
  listToolVersions: { opens: 'owner', own: 200, shared: 200, absent: 404, requests: plain },
  getToolVersion: { opens: 'owner', own: 200, shared: 200, absent: 404, requests: plain },
  executeTool: {
    opens: 'owner',
    own: 200,
    shared: 200,
    absent: 404,
    requests: () => [
      body({ input: { value: 1 } }),
      body({ input: { value: 'not a number' } }),
      body({ input: { value: 1 }, version: 7 }),
      body({ input: { value: 1 } }, { prefer: 'respond-async' }),
      body({ input: { value: 1 } }, { 'idempotency-key': uniqueName() }),
    ],
  },
  getExecution: { opens: 'owner', own: 200, absent: 404, requests: plain },
  listJobs: { opens: 'agents', own: 200, requests: () => [{}, { query: '?state=succeeded' }] },
  getJob: { opens: 'owner', own: 200, absent: 404, requests: plain },
  // The job has ended: whoever may cancel it is told so.
  cancelJob: {
    opens: 'owner',
    own: 409,
    absent: 404,
    requests: () => [{}, { headers: { 'idempotency-key': uniqueName() } }],
  },
  createAgent: { opens: 'operators', own: 201, requests: () => [body(anAgent()), body({})] },
  listAgents: { opens: 'operators', own: 200 },
  getAgent: { opens: 'operators', own: 200, absent: 404 },
  rotateAgent: { opens: 'operators', own: 200, absent: 404, requests: () => [body({ overlapSeconds: 60 })] },
  revokeAgent: { opens: 'operators', own: 200, absent: 404 },
  listPolicies: { opens: 'agents', own: 200 },
  getPolicy: { opens: 'agents', own: 200, absent: 404 },
  putPolicy: { opens: 'operators', own: 412, absent: 412, requests: () => [body(defaultPolicy, stale), body({})] },
  simulatePolicy: { opens: 'operators', own: 200, absent: 404, requests: () => [body({ limit: 1 })] },
  listAudit: { opens: 'operators', own: 200, requests: ({ toolId }) => [{}, { query: `?toolId=${toolId}` }] },
  getHealth: { opens: 'anyone', own: 200 },
  getOpenApi: { opens: 'anyone', own: 200 },
  getDocs: { opens: 'anyone', own: 200 },
  getDocsAsset: { opens: 'anyone', own: 200, absent: 404 },
};
