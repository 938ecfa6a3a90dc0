import { defaultPolicy, type PolicyDocument, type RevalidateMessage, type WorkerMessage } from '@dtr/contracts';
import type { ToolId } from '../../domain/ids.ts';
import { makeUseCases, makeWorkerUseCases, type Ports, type WorkerPorts } from '../../make-use-cases.ts';
import type { ScannedTool, ToolScan } from '../../ports/tool-scan.ts';
import type { RevalidationReport } from '../../use-cases/revalidate-tools.ts';
import { answering } from '../answering.ts';
import { operator, testSettings } from '../builders.ts';
import { createMemoryPorts } from './memory-ports.ts';
import { aViolation, createScriptedValidator } from './scripted-validator.ts';

/** A policy's own bounds say what it refuses here: code, names or descriptions that hold one of its module names. */
export const refusing = (...words: readonly string[]): PolicyDocument => ({
  ...defaultPolicy,
  allowedModules: { ...defaultPolicy.allowedModules, javascript: words },
});

/** Judges by what `refusing` says, so that policies differ without the real validator. */
function createWordValidator() {
  return createScriptedValidator(({ code, words, policy }) => {
    const text = [code, words?.name, words?.description].join('\n');
    const isRefused = policy.allowedModules.javascript.some((word) => text.includes(word));
    return isRefused ? { verdict: 'rejected', violations: [aViolation] } : {};
  });
}

/** All use cases, the worker's too, over a world in memory whose policies can be applied and brought to bear. */
export function createPolicyWorld(given: Partial<Ports & WorkerPorts> = {}) {
  const ports = createMemoryPorts({ validator: createWordValidator(), ...given });
  const useCases = makeUseCases(ports, testSettings);
  const { revalidateTools } = makeWorkerUseCases(ports, testSettings);

  const apply = (document: PolicyDocument) =>
    useCases.putPolicy(operator, document.name, document, document.name === 'team' ? undefined : { ifMatch: '*' });

  /** Takes the newest message from the queue and follows it to the end. */
  const revalidate = async (): Promise<RevalidationReport> => {
    const message = ports.queue.messages.filter(isRevalidation).at(-1);
    if (message === undefined) throw new Error('Nothing was sent.');
    const sum = { judged: 0, quarantined: 0, released: 0, failed: [] as ToolId[] };
    let position: string | undefined;
    do {
      const step = await revalidateTools({ ...message, ...(position !== undefined && { position }) });
      sum.judged += step.judged;
      sum.quarantined += step.quarantined;
      sum.released += step.released;
      sum.failed.push(...step.failed);
      position = step.next;
    } while (position !== undefined);
    return sum;
  };

  return { ports, ...useCases, executeTool: answering(useCases.executeTool), revalidateTools, apply, revalidate };
}

/** All tools in one page, so that only time can end a step. */
export const inOnePage = (scan: ToolScan): ToolScan => ({
  async scan({ position: start }) {
    const items: ScannedTool[] = [];
    let position = start;
    do {
      const page = await scan.scan({ limit: 100, ...(position !== undefined && { position }) });
      items.push(...page.items);
      position = page.position;
    } while (position !== undefined);
    return { items };
  },
});

function isRevalidation(message: WorkerMessage): message is RevalidateMessage {
  return message.kind === 'policy.revalidate';
}
