import { createMemoryPorts } from '../memory/memory-ports.ts';
import { createTestClock } from '../memory/test-clock.ts';
import { campaignSize } from './campaign-size.ts';
import type { CampaignWorld } from './campaign-world.ts';
import { killChanges } from './killed-changes.ts';
import { killCreations } from './killed-creations.ts';
import { raceWriters } from './rival-writers.ts';
import { createSeededRandom } from './seeded-random.ts';

/** The name of the suite tells the seed, so that a failure can be repeated. */
const { seed, rounds, patienceMs } = campaignSize(process.env);
jest.setTimeout(patienceMs);

function aWorld(): CampaignWorld {
  const clock = createTestClock();
  return { ports: createMemoryPorts({ clock }), clock, random: createSeededRandom(seed) };
}

describe(`campaigns in memory, seed ${seed}`, () => {
  it('finds no half-made tool after creations were killed anywhere and repeated', async () => {
    const report = await killCreations(aWorld(), rounds(1_000));

    expect(report.interrupted).toBeGreaterThan(rounds(1_000) / 2);
    expect(report).toMatchObject({
      readableWithoutArtifact: 0,
      duplicates: 0,
      otherToolIds: 0,
      announcementsMissing: 0,
      lastingOrphans: 0,
    });
  });

  it('shows readers the old or the new state after changes were killed anywhere', async () => {
    const report = await killChanges(aWorld(), rounds(1_000));

    expect(report.interrupted).toBeGreaterThan(rounds(1_000) / 4);
    expect(report).toMatchObject({ mixedStates: 0, stuck: 0 });
  });

  it('lets exactly one of 200 writers make each version', async () => {
    const report = await raceWriters(aWorld(), { writers: 200, rounds: rounds(50) });

    const versions = Array.from({ length: rounds(50) + 1 }, (_, index) => index + 1);
    expect(report).toMatchObject({
      wonVersions: versions.slice(1),
      history: versions,
      foreignVersions: 0,
      otherErrors: [],
    });
  });
});
