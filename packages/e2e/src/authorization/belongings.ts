import { randomBytes } from 'node:crypto';
import type { ExecutionResult, Job, Tool, ToolDraft } from '@dtr/contracts';
import type { Caller } from '../http/agent.ts';
import { aDraft } from '../scenarios/drafts.ts';
import { eventually } from '../scenarios/eventually.ts';

/** A value for every variable of a path, and what must not be seen of it by those it does not belong to. */
export interface Belongings {
  readonly toolId: string;
  readonly executionId: string;
  readonly jobId: string;
  readonly version: string;
  /** Of an agent or a policy: `name` in paths. */
  readonly agentName: string;
  readonly policyName: string;
  readonly asset: string;
  readonly etag: string;
  readonly draft: ToolDraft;
  /** Stands in the tool's words and code, and in what came of executing it. */
  readonly mark: string;
}

const input = { value: 1 };

function markedDraft(visibility: ToolDraft['visibility']): ToolDraft & { readonly mark: string } {
  const mark = `m${randomBytes(8).toString('hex')}`;
  const code = `/** @param {number} value */\nfunction add(value) {\n  return '${mark}' + value;\n}\n`;
  const more = { description: `Holds ${mark}.`, tags: [mark], ...(visibility && { visibility }) };
  return { ...aDraft({ name: `tool_${mark}`, code, ...more }), mark };
}

/** What an agent has after an ordinary day: a tool, an execution of it, and a job that has ended. */
export async function acquire(owner: Caller, named: Named, visibility: ToolDraft['visibility'] = 'private') {
  const { mark, ...draft } = markedDraft(visibility);
  const { body: tool, headers } = await owner.call<Tool>('POST', '/tools', { body: draft });
  const execute = `/tools/${tool.toolId}/execute`;
  const { body: done } = await owner.call<ExecutionResult>('POST', execute, { body: { input } });
  const asJob = { body: { input }, headers: { prefer: 'respond-async' } };
  const { body: job } = await owner.call<Job>('POST', execute, asJob);
  await eventually(async () => (await owner.call<Job>('GET', `/jobs/${job.jobId}`)).body.finishedAt);
  const { toolId } = tool;
  return {
    toolId,
    executionId: done.executionId,
    jobId: job.jobId,
    version: '1',
    etag: headers.etag ?? '',
    draft,
    mark,
    ...named,
  } satisfies Belongings;
}

/** Things that nobody has: an agent, and those that everybody knows. */
export type Named = Pick<Belongings, 'agentName' | 'policyName' | 'asset'>;

const absentUlid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** What was never there, named as what is: of the same length, with the same request beside it. */
export function absentOf({ agentName, policyName, asset, ...like }: Belongings): Belongings {
  const other = (name: string) => name.replaceAll(/[a-z]/g, 'z');
  return {
    ...like,
    toolId: `tool-${absentUlid}`,
    executionId: `exec-${absentUlid}`,
    jobId: `job-${absentUlid}`,
    agentName: other(agentName),
    policyName: other(policyName),
    asset: other(asset),
  };
}
