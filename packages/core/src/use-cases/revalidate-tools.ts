import type { RevalidateMessage } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import type { ToolId } from '../domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { ToolScan } from '../ports/tool-scan.ts';
import type { PoliciesInForce } from './steps/policies-in-force.ts';
import type { RevalidateTool, Revalidation } from './steps/revalidate-tool.ts';

const pageTools = 40;
const toolsAtOnce = 4;
/** After that the next step goes on; one tool takes milliseconds, with many versions seconds. */
const budgetMs = 20_000;

export interface RevalidateToolsDeps {
  readonly scan: ToolScan;
  readonly clock: Clock;
  readonly policiesInForce: PoliciesInForce;
  readonly revalidateTool: RevalidateTool;
}

export interface RevalidationReport {
  /** Where the next step reads on; absent when all tools have been seen. */
  readonly next?: string;
  /** Versions of tools. */
  readonly judged: number;
  readonly quarantined: number;
  readonly released: number;
  /** Tools that could not be judged, now or later: damaged artifacts, for example. Their executions fail in the same way. */
  readonly failed: readonly ToolId[];
}

export type RevalidateTools = ReturnType<typeof makeRevalidateTools>;

/**
 * One step of judging all tools again after a policy was applied. All tools, because agents may have come to another policy, or from
 * one; verdicts that are known cost a look into the cache. Ends at once when the policy has moved on: a newer one has a
 * re-validation of its own. Any step may be repeated; one that meets an outage throws and has to be. What is wrong with one tool for
 * good does not keep the others from their turn.
 */
export function makeRevalidateTools({ scan, clock, policiesInForce, revalidateTool }: RevalidateToolsDeps) {
  return async function revalidateTools(
    message: Pick<RevalidateMessage, 'policy' | 'digest' | 'position'>,
  ): Promise<RevalidationReport> {
    const deadline = clock.now().getTime() + budgetMs;
    const { heads } = await policiesInForce.read();
    const isCurrent = heads.some(({ name, digest }) => name === message.policy && digest === message.digest);
    if (!isCurrent) return reportOf([]);
    const { position } = message;
    const page = await scan.scan({ limit: pageTools, ...(position !== undefined && { position }) });
    const done: Attempted[] = [];
    for (let start = 0; start < page.items.length; start += toolsAtOnce) {
      const some = page.items.slice(start, start + toolsAtOnce);
      done.push(...(await Promise.all(some.map(({ record }) => attempt(revalidateTool, record.toolId)))));
      const next = some.at(-1)?.position;
      if (next !== undefined && clock.now().getTime() > deadline) return { ...reportOf(done), next };
    }
    return { ...reportOf(done), ...(page.position !== undefined && { next: page.position }) };
  };
}

type Attempted = Revalidation | { readonly failed: ToolId };

async function attempt(revalidateTool: RevalidateTool, toolId: ToolId): Promise<Attempted> {
  try {
    return await revalidateTool(toolId);
  } catch (error) {
    if (error instanceof AppError && error.isRetryable) throw error;
    return { failed: toolId };
  }
}

function reportOf(attempted: readonly Attempted[]): RevalidationReport {
  const done = attempted.flatMap((tool) => ('failed' in tool ? [] : [tool]));
  const count = (change: Revalidation['change']) => done.filter((tool) => tool.change === change).length;
  return {
    judged: done.reduce((sum, { judged }) => sum + judged, 0),
    quarantined: count('quarantined'),
    released: count('released'),
    failed: attempted.flatMap((tool) => ('failed' in tool ? [tool.failed] : [])),
  };
}
