/** How long campaigns are and how they are repeated: `DTR_SOAK=1` asks for the full size, `DTR_SEED` for an earlier run's seed. */
export interface CampaignSize {
  readonly seed: number;
  /** The full number, or a tenth of it. */
  rounds(full: number): number;
  /** Longest time for one campaign, in ms. */
  readonly patienceMs: number;
}

export function campaignSize(env: NodeJS.ProcessEnv): CampaignSize {
  const isFull = env.DTR_SOAK === '1';
  return {
    seed: Number(env.DTR_SEED ?? Date.now() % 2 ** 31),
    rounds: (full) => (isFull ? full : Math.ceil(full / 10)),
    patienceMs: isFull ? 1_800_000 : 600_000,
  };
}
