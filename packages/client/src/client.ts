import type {
  Agent,
  AgentDraft,
  AuditEntry,
  ExecuteRequest,
  ExecutionResult,
  HealthReport,
  Job,
  JsonObject,
  KeyedAgent,
  ListAuditQuery,
  ListJobsQuery,
  ListToolsQuery,
  Page,
  PageQuery,
  Policy,
  PolicyDocument,
  PolicySummary,
  RotateRequest,
  SimulateRequest,
  SimulationReport,
  Tool,
  ToolDraft,
  ToolSummary,
  ToolVersionSummary,
  ValidationReport,
} from '@dtr/contracts';
import type { Answer } from './answer.ts';
import type { Credentials, KeyCredentials } from './credentials.ts';
import { type JobSummary, type JobWaitOptions, NoResultError, waitUntilFinal } from './jobs.ts';
import { type Preference, preferHeader } from './prefer.ts';
import { defaultRetryPolicy, type RetryPolicy } from './retry.ts';
import { type Call, type Connection, send } from './send.ts';
import { queryString, segment } from './target.ts';

export interface ClientOptions {
  /** For example `http://127.0.0.1:8787`; with a key the service's second address, for example `http://127.0.0.1:8788`. */
  readonly endpoint: string;
  readonly credentials: Credentials | KeyCredentials;
  readonly region?: string;
  readonly fetch?: typeof fetch;
  /** For one try. The API itself answers within 30 s. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryPolicy>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface WriteOptions extends CallOptions {
  /** Makes a retry safe, also one after a crash of the caller: 1 to 255 visible ASCII characters. Without it a write is sent once. */
  readonly idempotencyKey?: string;
}

export interface ExecuteOptions extends WriteOptions {
  readonly prefer?: Preference;
}

/** What an execution was answered with: its outcome, or the job that it goes on as. */
export type ExecuteAnswer =
  | (Answer<ExecutionResult> & { readonly kind: 'result' })
  | (Answer<Job> & { readonly kind: 'job' });

interface WriteCondition extends WriteOptions {
  readonly ifMatch?: string;
  readonly prefer?: Preference;
}

/** The HTTP API, one method per route. Nothing is cached. */
export type Client = ReturnType<typeof createClient>;

/** Opens no connection yet. Throws `ProblemError` for answers of 400 and above, `TransportError` when none came. */
export function createClient(options: ClientOptions) {
  const connection = connectionOf(options);
  const read = <Data>(target: string, { signal }: CallOptions = {}, call: Partial<Call> = {}) =>
    send<Data>(connection, { method: 'GET', target, repeatable: true, ...call, ...(signal && { signal }) });
  const write = <Data>(call: Pick<Call, 'method' | 'target'>, body: unknown, options: WriteCondition) =>
    send<Data>(connection, { ...call, ...written(body, options) });
  const listTools = (query: ListToolsQuery = {}, options?: CallOptions) =>
    read<Page<ToolSummary>>(`/tools${queryString({ ...query })}`, options);

  const executeTool = async (
    toolId: string,
    request: ExecuteRequest,
    options: ExecuteOptions = {},
  ): Promise<ExecuteAnswer> => {
    const call = { method: 'POST', target: `/tools/${segment(toolId)}/execute` };
    const answer = await write<ExecutionResult & Job>(call, request, options);
    return { ...answer, kind: answer.status === 202 ? 'job' : 'result' };
  };
  const getExecution = (executionId: string, options?: CallOptions) =>
    read<ExecutionResult>(`/executions/${segment(executionId)}`, options);
  const getJob = (jobId: string, options?: CallOptions) => read<Job>(`/jobs/${segment(jobId)}`, options);
  const waitForJob = (jobId: string, options?: JobWaitOptions) => waitUntilFinal(getJob, jobId, options);

  return {
    createTool: (draft: ToolDraft, options: WriteOptions = {}) =>
      write<Tool>({ method: 'POST', target: '/tools' }, draft, options),
    listTools,
    /** Every tool the query finds, page after page, each page fetched when it is needed. */
    async *eachTool(query: Omit<ListToolsQuery, 'cursor'> = {}, options?: CallOptions): AsyncGenerator<ToolSummary> {
      let cursor: string | undefined;
      do {
        const { data } = await listTools({ ...query, ...(cursor !== undefined && { cursor }) }, options);
        yield* data.items;
        cursor = data.nextCursor;
      } while (cursor !== undefined);
    },
    getTool: (toolId: string, options?: CallOptions) => read<Tool>(`/tools/${segment(toolId)}`, options),
    /** `ifMatch` is the `etag` of the answer the change is based on. Sent once: a repeated PUT would meet its own new ETag. */
    updateTool: (toolId: string, ifMatch: string, draft: ToolDraft, options: CallOptions = {}) =>
      write<Tool>({ method: 'PUT', target: `/tools/${segment(toolId)}` }, draft, { ...options, ifMatch }),
    deleteTool: (toolId: string, ifMatch: string, options: CallOptions = {}) =>
      write<undefined>({ method: 'DELETE', target: `/tools/${segment(toolId)}` }, undefined, { ...options, ifMatch }),
    listVersions: (toolId: string, query: PageQuery = {}, options?: CallOptions) =>
      read<Page<ToolVersionSummary>>(`/tools/${segment(toolId)}/versions${queryString({ ...query })}`, options),
    getVersion: (toolId: string, version: number, options?: CallOptions) =>
      read<Tool>(`/tools/${segment(toolId)}/versions/${version}`, options),
    validate: (draft: ToolDraft, options: WriteOptions = {}) =>
      write<ValidationReport>({ method: 'POST', target: '/tools/validate' }, draft, options),
    /** One request, answered as `prefer` says; a time limit above 25 s gives a job in any case. `kind` tells which it is. */
    executeTool,
    /** The outcome, however long it takes: a job is waited for. Throws `NoResultError` when it ends without one. */
    async execute(
      toolId: string,
      request: ExecuteRequest,
      options: WriteOptions = {},
    ): Promise<Answer<ExecutionResult>> {
      const answer = await executeTool(toolId, request, options);
      if (answer.kind === 'result') return answer;
      const { data: job } = await waitForJob(answer.data.jobId, options);
      if (job.result === undefined) throw new NoResultError(job);
      return getExecution(job.result.executionId, options);
    },
    getExecution,
    getJob,
    listJobs: (query: ListJobsQuery = {}, options?: CallOptions) =>
      read<Page<JobSummary>>(`/jobs${queryString({ ...query })}`, options),
    /** The job as it is then: it may still be about to end. Throws `job.finished` when it has ended. */
    cancelJob: (jobId: string, options: WriteOptions = {}) =>
      write<Job>({ method: 'POST', target: `/jobs/${segment(jobId)}/cancel` }, undefined, options),
    /** Looks as often as the service asks for, until the state is final. Throws `NoResultError` after `timeoutMs`; the job goes on. */
    waitForJob,
    listPolicies: (query: PageQuery = {}, options?: CallOptions) =>
      read<Page<PolicySummary>>(`/policies${queryString({ ...query })}`, options),
    getPolicy: (name: string, options?: CallOptions) => read<Policy>(`/policies/${segment(name)}`, options),
    /** For operators. `ifMatch` is the `etag` of the policy as it was read; a new policy has none. */
    putPolicy: (document: PolicyDocument, options: CallOptions & Pick<WriteCondition, 'ifMatch'> = {}) =>
      write<Policy>({ method: 'PUT', target: `/policies/${segment(document.name)}` }, document, options),
    /** For operators. Changes nothing; read on with `nextCursor` as `cursor`. */
    simulatePolicy: (name: string, request: SimulateRequest = {}, options: WriteOptions = {}) =>
      write<SimulationReport>({ method: 'POST', target: `/policies/${segment(name)}/simulate` }, request, options),
    /** For operators, as are the next four. The answer alone has the key; one that is given again is without it. */
    createAgent: (draft: AgentDraft, options: WriteOptions = {}) =>
      write<KeyedAgent>({ method: 'POST', target: '/agents' }, draft, options),
    listAgents: (query: PageQuery = {}, options?: CallOptions) =>
      read<Page<Agent>>(`/agents${queryString({ ...query })}`, options),
    getAgent: (name: string, options?: CallOptions) => read<Agent>(`/agents/${segment(name)}`, options),
    rotateAgent: (name: string, request: RotateRequest = {}, options: WriteOptions = {}) =>
      write<KeyedAgent>({ method: 'POST', target: `/agents/${segment(name)}/rotate` }, request, options),
    revokeAgent: (name: string, options: WriteOptions = {}) =>
      write<Agent>({ method: 'POST', target: `/agents/${segment(name)}/revoke` }, undefined, options),
    /** For operators. Newest first; read on with `nextCursor` as `cursor`, also after an empty page. */
    listAudit: (query: ListAuditQuery = {}, options?: CallOptions) =>
      read<Page<AuditEntry>>(`/audit${queryString({ ...query })}`, options),
    /** Also resolves when the service says, with 503, that it is not well. */
    health: (options?: CallOptions) => read<HealthReport>('/health', options, { signed: false, expectedStatus: 503 }),
    openApi: (options?: CallOptions) => read<JsonObject>('/openapi.json', options, { signed: false }),
  };
}

function connectionOf({ endpoint, credentials, region = 'us-east-1', ...rest }: ClientOptions): Connection {
  const { fetch = globalThis.fetch, timeoutMs = 35_000, retry = {} } = rest;
  return { endpoint, credentials, region, fetch, timeoutMs, retry: { ...defaultRetryPolicy, ...retry } };
}

function written(body: unknown, { idempotencyKey, ifMatch, prefer, signal }: WriteCondition) {
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    ...(prefer && preferHeader(prefer)),
  };
  return {
    headers,
    repeatable: idempotencyKey !== undefined,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
}
