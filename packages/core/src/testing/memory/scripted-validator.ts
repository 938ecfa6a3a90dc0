import type { ValidatorRequest, ValidatorResponse, Violation } from '@dtr/contracts';
import type { ToolValidator } from '../../ports/tool-validator.ts';

/** A violation of nothing in particular, at the first character. */
export const aViolation: Violation = {
  rule: 'test.forbidden',
  severity: 'high',
  action: 'reject',
  category: 'test',
  message: 'is forbidden in tests',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  snippet: 'f',
};

export interface ScriptedValidator extends ToolValidator {
  readonly requests: readonly ValidatorRequest[];
}

/** Accepts everything but what `judge` says otherwise, and remembers what it was asked. Knows no rule whose id starts with `unknown.`. */
export function createScriptedValidator(
  judge: (request: ValidatorRequest) => Partial<ValidatorResponse> = () => ({}),
): ScriptedValidator {
  const requests: ValidatorRequest[] = [];
  return {
    requests,
    async validate(request) {
      requests.push(request);
      return { ...accepted(request), ...judge(request) };
    },
    async checkPolicy({ rules }) {
      const unknown = Object.keys(rules).filter((rule) => rule.startsWith('unknown.'));
      return unknown.map((rule) => ({ pointer: `/rules/${rule}`, message: 'is not a known rule' }));
    },
  };
}

function accepted({ entryPoint }: ValidatorRequest): ValidatorResponse {
  return {
    verdict: 'accepted',
    durationMs: 1,
    entryPoint: entryPoint ?? 'handler',
    calling: 'object',
    parameterNames: ['input'],
    inferred: entryPoint === undefined ? { entryPoint: 'handler' } : {},
    capabilities: {
      imports: [],
      network: false,
      filesystem: false,
      process: false,
      environment: false,
      dynamicCode: false,
      randomness: false,
      clock: false,
    },
    estimate: { cpu: 'constant' },
    tier: 'wasm',
    violations: [],
    engineVersion: 'test-engine',
  };
}
