import type { ToolExecutor } from '../../ports/tool-executor.ts';

export interface Tiers {
  readonly wasm: ToolExecutor;
  /** Absent in a deployment without this tier. */
  readonly microvm?: ToolExecutor | undefined;
}

/** One executor over those of all tiers. Where there is none of the tier that is asked for nothing runs, in no other tier either. */
export function createTieredExecutor(tiers: Tiers): ToolExecutor {
  return {
    async execute(request, options) {
      const executor = tiers[options.tier];
      if (executor !== undefined) return executor.execute(request, options);
      return { outcome: 'not-started', reason: `There is no tier ${options.tier} here.`, isUnavailable: true };
    },
  };
}
