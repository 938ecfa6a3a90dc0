import { defaultPolicy } from '@dtr/contracts';
import type { PolicySchema } from '../../ports/policy-schema.ts';

/** Sees only whether the members are there, and no others. The real one is in `lambda-kit`. */
export function createSimplePolicySchema(): PolicySchema {
  return {
    async check(document) {
      if (typeof document !== 'object' || document === null) return [{ pointer: '', message: 'must be an object' }];
      const missing = Object.keys(defaultPolicy).filter((name) => !Object.hasOwn(document, name));
      const unknown = Object.keys(document).filter((name) => !Object.hasOwn(defaultPolicy, name));
      return [
        ...missing.map((name) => ({ pointer: `/${name}`, message: 'is required' })),
        ...unknown.map((name) => ({ pointer: `/${name}`, message: 'is not a known member' })),
      ];
    },
  };
}
