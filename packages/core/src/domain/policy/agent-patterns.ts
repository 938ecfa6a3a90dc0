import type { FieldFault } from '../app-error.ts';

/** What stands behind the account: as AWS names principals, and `agent` for those that come with a key. */
const principals = ['user/', 'role/', 'federated-user/', 'root', 'agent/'];
const agentId = /^\d{12}\/(?:root|(?:user|role|federated-user|agent)\/.+)$/;

/** The patterns of a policy that can fit no agent: mostly names without their account. */
export function agentFaults(patterns: readonly string[]): readonly FieldFault[] {
  return patterns.flatMap((pattern, index) =>
    canFit(pattern)
      ? []
      : [
          {
            pointer: `/agents/${index}`,
            message: `"${pattern}" can fit no agent: must be an agent id, <account>/<user|role|agent>/<name> such as 000000000000/user/planner, or a beginning of one with * after it`,
          },
        ],
  );
}

function canFit(pattern: string): boolean {
  if (!pattern.endsWith('*')) return agentId.test(pattern);
  const beginning = pattern.slice(0, -1);
  if (/^\d{0,12}$/.test(beginning)) return true;
  const [, account, principal = ''] = /^(\d{12})\/(.*)$/.exec(beginning) ?? [];
  return account !== undefined && principals.some((kind) => kind.startsWith(principal) || principal.startsWith(kind));
}
