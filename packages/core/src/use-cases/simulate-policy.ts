import { limits, type PolicyDocument, type RefusedTool, type SimulationReport } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import type { AgentId } from '../domain/ids.ts';
import { type AppliedPolicy, applyPolicy } from '../domain/policy/applied-policy.ts';
import { bestPolicyFor } from '../domain/policy/best-policy.ts';
import type { PolicyHead } from '../domain/policy/policy-head.ts';
import { policyNotFound } from '../domain/policy/policy-refusals.ts';
import type { ToolRecord } from '../domain/tool/tool-record.ts';
import type { Clock } from '../ports/clock.ts';
import type { ExecutionHistory } from '../ports/execution-history.ts';
import type { ToolRepository } from '../ports/tool-repository.ts';
import type { ToolScan } from '../ports/tool-scan.ts';
import type { ToolValidator } from '../ports/tool-validator.ts';
import { checkPolicyDocument, refuseTakenAgents } from './steps/check-policy.ts';
import type { Judge } from './steps/judge.ts';
import { judgedRecord } from './steps/judged-tool.ts';
import { olderVersions } from './steps/older-versions.ts';
import type { PoliciesInForce } from './steps/policies-in-force.ts';
import type { RequireOperator } from './steps/policy-acts.ts';
import type { ReadDefinition } from './steps/read-definition.ts';

/** The rest of the 30 s of an HTTP request is for the way and for the tool that is being judged then. */
const budgetMs = 20_000;

export interface SimulatePolicyDeps {
  readonly tools: ToolRepository;
  readonly scan: ToolScan;
  readonly history: ExecutionHistory;
  readonly validator: ToolValidator;
  readonly judge: Judge;
  readonly policiesInForce: PoliciesInForce;
  readonly readDefinition: ReadDefinition;
  readonly clock: Clock;
  readonly engineVersion: string;
  readonly requireOperator: RequireOperator;
}

export interface SimulationQuery {
  /** Left out: the policy as it stands. */
  readonly document?: PolicyDocument;
  /** Most tools that are looked at, 1 to 100. */
  readonly limit: number;
  /** Of the page before, with the same document. */
  readonly position?: string;
}

/** `position` takes the place of the cursor that callers get. */
export type SimulationPage = Omit<SimulationReport, 'nextCursor'> & { readonly position?: string };

export type SimulatePolicy = ReturnType<typeof makeSimulatePolicy>;

/**
 * Which tools a policy would refuse, were it applied: those of the agents that it would judge then, all their versions. Changes nothing
 * but cached verdicts. A page ends after `limit` tools or 20 seconds, and may be empty and not the last.
 */
export function makeSimulatePolicy(deps: SimulatePolicyDeps) {
  const { scan, clock, policiesInForce } = deps;
  const findRefused = makeFindRefused(deps);
  const chooseTrial = makeChooseTrial(deps);
  return async function simulatePolicy(agent: AgentId, name: string, query: SimulationQuery): Promise<SimulationPage> {
    deps.requireOperator(agent);
    const deadline = clock.now().getTime() + budgetMs;
    const { heads } = await policiesInForce.read();
    const trial = await chooseTrial(heads, name, query.document);
    const page = await scan.scan({ limit: query.limit, ...startOf(query, trial.policy) });
    const report = { policy: { name, digest: trial.policy.digest }, examined: 0, refused: [] as RefusedTool[] };
    for (const { record, position } of page.items) {
      if (bestPolicyFor(trial.heads, record.owner)?.name !== name) continue;
      report.refused.push(...(await findRefused(record, trial.policy)));
      report.examined += 1;
      if (clock.now().getTime() > deadline) return { ...report, position: sealed(trial.policy, position) };
    }
    return { ...report, ...(page.position !== undefined && { position: sealed(trial.policy, page.position) }) };
  };
}

interface Trial {
  readonly policy: AppliedPolicy;
  /** As they would be. */
  readonly heads: readonly Pick<PolicyHead, 'name' | 'agents'>[];
}

function makeChooseTrial({ validator, policiesInForce, engineVersion }: SimulatePolicyDeps) {
  return async function chooseTrial(
    heads: readonly PolicyHead[],
    name: string,
    document: PolicyDocument | undefined,
  ): Promise<Trial> {
    const head = heads.find((candidate) => candidate.name === name);
    if (document === undefined) {
      if (head === undefined) throw policyNotFound(name);
      return { policy: await policiesInForce.load(head), heads };
    }
    await checkPolicyDocument(validator, name, document);
    refuseTakenAgents(heads, document);
    const policy = applyPolicy(document, engineVersion, (head?.version ?? 0) + 1);
    return { policy, heads: [...heads.filter((other) => other !== head), document] };
  };
}

function makeFindRefused({ tools, judge, readDefinition, history }: SimulatePolicyDeps) {
  return async function findRefused(record: ToolRecord, policy: AppliedPolicy): Promise<readonly RefusedTool[]> {
    const refused: Omit<RefusedTool, 'lastExecutedAt'>[] = [];
    const judgeVersion = async (version: ToolRecord) => {
      const { report } = await judge(await judgedRecord(readDefinition, version), policy);
      if (report.verdict === 'accepted') return;
      const violations = report.violations.filter(({ action }) => action === 'reject').slice(0, limits.keptViolations);
      const { toolId, name, owner, visibility, status } = record;
      const latest = version === record;
      refused.push({ toolId, name, version: version.version, latest, owner, visibility, status, violations });
    };
    await judgeVersion(record);
    for await (const older of olderVersions(tools, record)) await judgeVersion(older);
    if (refused.length === 0) return [];
    const lastExecutedAt = (await history.findLastStartedAt(record.toolId)) ?? null;
    return refused.map((version) => ({ ...version, lastExecutedAt }));
  };
}

/** A position is only good for the document it was reached with. */
function sealed({ digest }: AppliedPolicy, position: string): string {
  return `${digest} ${position}`;
}

function startOf({ position }: SimulationQuery, { digest }: AppliedPolicy): { readonly position?: string } {
  if (position === undefined) return {};
  if (position.startsWith(`${digest} `)) return { position: position.slice(digest.length + 1) };
  throw new AppError('cursor.invalid', 'The cursor belongs to a simulation of another document.');
}
