import { limits as contract, type PolicyDocument, type ToolLimits, type Violation } from '@dtr/contracts';

const capped = ['timeoutSeconds', 'memoryMb'] as const;

/**
 * What a tool asks for beyond what the policy grants. The default is what a tool has that asks for nothing: a policy below it is no
 * fault of the tool, and its executions are cut short instead.
 */
export function limitViolations(asked: ToolLimits, { name, limits }: PolicyDocument): readonly Violation[] {
  return capped
    .filter((member) => asked[member] > Math.max(limits[member], contract[member].default))
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
