import type { PolicySchema } from '@dtr/core';
import { faultsOf } from './compiled-shape.ts';
import { policyDocumentShape } from './request-shapes.ts';

/** The schema of the contract, compiled ahead: stored policies meet the same check as those that arrive. */
export function createPolicySchema(): PolicySchema {
  return {
    check: async (document) => faultsOf(policyDocumentShape, document, ''),
  };
}
