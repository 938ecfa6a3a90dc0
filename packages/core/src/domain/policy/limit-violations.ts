import type { PolicyDocument, ToolLimits, Violation } from '@dtr/contracts';

const capped = ['timeoutSeconds', 'memoryMb'] as const;

/** What a tool asks for beyond what the policy grants. Found without the validator, since it is not about code. */
export function limitViolations(asked: ToolLimits, { name, limits }: PolicyDocument): readonly Violation[] {
  return capped
    .filter((member) => asked[member] > limits[member])
    .map((member) => ({
      rule: 'policy.limits',
      severity: 'medium',
      action: 'reject',
      category: 'limits',
      message: `limits.${member} is ${asked[member]}; policy ${name} grants at most ${limits[member]}`,
      suggestion: `Ask for ${limits[member]} or less.`,
      pointer: `/limits/${member}`,
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
      snippet: '',
    }));
}
