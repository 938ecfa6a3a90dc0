import fc from 'fast-check';
import { planner } from '../../testing/builders.ts';
import type { Digest, ToolId } from '../ids.ts';
import { claimChanges, claimsOf, type ToolClaim } from './claims.ts';
import type { ToolRecord } from './tool-record.ts';

const records = fc.record({
  toolId: fc.constant('tool-1' as ToolId),
  owner: fc.constant(planner),
  name: fc.constantFrom('a', 'b'),
  digest: fc.constantFrom('sha256:1' as Digest, 'sha256:2' as Digest),
  visibility: fc.constantFrom('private', 'shared'),
  status: fc.constantFrom('active', 'quarantined', 'deleted'),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<ToolRecord>;
const texts = (claims: readonly ToolClaim[]) => claims.map((claim) => JSON.stringify(claim)).sort();

describe('claimChanges', () => {
  it('turns the claims of before into those of after, touching none that stays', () => {
    fc.assert(
      fc.property(fc.option(records, { nil: undefined }), records, (before, after) => {
        const { added, removed } = claimChanges(before, after);
        const old = texts(before ? claimsOf(before) : []);
        const result = [...old.filter((claim) => !texts(removed).includes(claim)), ...texts(added)];

        expect(result.sort()).toEqual(texts(claimsOf(after)));
        expect(texts(added).filter((claim) => old.includes(claim))).toEqual([]);
      }),
    );
  });
});
