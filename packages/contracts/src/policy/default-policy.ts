import { allowedGlobals } from './allowed-globals.ts';
import type { PolicyDocument } from './policy-document.ts';

const python =
  '__future__ base64 bisect collections csv dataclasses datetime decimal difflib enum fractions functools hashlib heapq html io itertools json math operator random re statistics string textwrap typing unicodedata urllib.parse uuid zoneinfo'.split(
    ' ',
  );

/** Pure computation: no files, no network, no processes. */
export const defaultPolicy: PolicyDocument = {
  name: 'default',
  description: 'Pure computation over the input: no files, network, processes, environment or dynamic code.',
  agents: ['*'],
  leastTier: 'wasm',
  rules: {},
  allowedModules: { python, javascript: [], typescript: [] },
  allowedMembers: {},
  allowedGlobals,
  limits: {
    codeBytes: 262_144,
    loopSteps: 50_000_000,
    allocationBytes: 67_108_864,
    numberBits: 1_000_000,
    timeoutSeconds: 900,
    memoryMb: 1_024,
  },
};
