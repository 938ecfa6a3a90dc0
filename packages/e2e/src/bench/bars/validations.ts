import { createClient } from '@dtr/client';
import { readTools } from '../../corpus/read-corpus.ts';
import { quantile } from '../../report/statistics.ts';
import { openEmbeddedStack } from '../../stack/embedded-stack.ts';
import { atMost, type Bar, inMs } from '../measurement.ts';

const rounds = 400;
const warmUps = 150;

/** `POST /tools/validate` over signed HTTP: each round sends code that is new, and then the same once more. */
export const validations: Bar = async () => {
  const stack = await openEmbeddedStack();
  try {
    const client = createClient({ endpoint: stack.api, credentials: stack.credentials.planner });
    const drafts = readTools().map(({ draft }) => draft);
    const times: Record<'fresh' | 'cached', number[]> = { fresh: [], cached: [] };
    for (let round = 0; round < warmUps + rounds; round += 1) {
      const draft = drafts[round % drafts.length];
      if (draft === undefined) continue;
      const comment = draft.language === 'python' ? '#' : '//';
      const fresh = { ...draft, code: `${draft.code}\n${comment} ${round}\n` };
      for (const kind of ['fresh', 'cached'] as const) {
        const started = performance.now();
        const { data } = await client.validate(fresh);
        if (data.cached !== (kind === 'cached')) throw new Error(`${kind}: cached is ${data.cached}`);
        if (round >= warmUps) times[kind].push(performance.now() - started);
      }
    }
    const shown = (values: readonly number[]) => `${inMs(quantile(values, 0.5))} (p99 ${inMs(quantile(values, 0.99))})`;
    const ratio = quantile(times.cached, 0.5) / quantile(times.fresh, 0.5);
    const what = 'POST /tools/validate, cached against not';
    return [atMost(what, 0.4, ratio, `${shown(times.cached)} against ${shown(times.fresh)}`)];
  } finally {
    await stack.close();
  }
};
