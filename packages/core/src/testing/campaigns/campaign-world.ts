import type { ToolDraft } from '@dtr/contracts';
import { type AgentId, authenticatedAgent } from '../../domain/ids.ts';
import { makeUseCases, type Ports, type UseCases } from '../../make-use-cases.ts';
import type { SweptArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { aToolDraft, newUlid, testSettings } from '../builders.ts';

/** Where a campaign takes place: real adapters or those in memory, and a clock that may be moved on. */
export interface CampaignWorld {
  /** Their clock is `clock`. Validator and executor must accept and run `draftOf`'s drafts. */
  readonly ports: Ports & { readonly artifacts: SweptArtifactStore };
  readonly clock: Clock & { advance(ms: number): void };
  /** Seeded, so that a campaign can be repeated. */
  readonly random: () => number;
}

/** The machine's time with an offset that grows: leases and ages pass at once, over real adapters too. */
export function createOffsetClock(): CampaignWorld['clock'] {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advance(ms) {
      offset += ms;
    },
  };
}

/** Use cases as a process of their own would have them: with no memory of what others read. */
export function freshProcess(ports: Ports): UseCases {
  return makeUseCases(ports, testSettings);
}

/** An agent that nobody else is, so that campaigns do not meet. */
export function freshAgent(): AgentId {
  return authenticatedAgent(`000000000000/user/campaign-${newUlid()}`);
}

/** A draft like no other: its code and name are new, and one example has to pass the test gate. */
export function freshDraft(): ToolDraft {
  const mark = newUlid();
  return aToolDraft({
    name: `tool_${mark}`,
    code: `// ${mark}\nfunction handler(input) { return input; }`,
    examples: [{ input: { text: 'a' }, output: { text: 'a' } }],
  });
}

export function oneOf<Item>(random: () => number, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}
