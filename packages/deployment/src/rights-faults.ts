import { actionsOf } from './actions.ts';
import type { Plan } from './plan.ts';
import { functionsOf, type PlannedFunction, type Statement } from './planned-function.ts';
import type { SdkCall } from './sdk-calls.ts';

/** Statements of `modules/lambda`: used by Lambda itself in the function's name, not by its code. */
const lambdasOwn = new Set(['JoinNetwork', 'ReadQueue', 'SendFailedEvents', 'WriteOwnLogs', 'WriteTraces']);

/** Every right that a function has and never uses, and every call it makes without the right; both must be none. */
export function rightsFaults(plan: Plan, calls: ReadonlyMap<string, readonly SdkCall[]>): readonly string[] {
  return functionsOf(plan).flatMap((planned) => faultsOf(planned, calls.get(planned.name) ?? []));
}

function faultsOf({ name, statements }: PlannedFunction, calls: readonly SdkCall[]): string[] {
  if (!statements) return [`${name}: its rights are not known from the plan, and so cannot be checked`];
  const granted = new Set(statements.filter(isOfTheCode).flatMap(({ Action }) => Action));
  const used = new Set(calls.flatMap(({ command }) => actionsOf(command) ?? []));
  return [
    ...[...granted]
      .filter((action) => !used.has(action))
      .map(
        (action) =>
          `${name} is granted ${action}, which nothing in its bundle calls: take it from terraform/functions.tf`,
      ),
    ...calls.flatMap(({ command, files }) => callFaults(name, granted, command, files)),
  ];
}

function callFaults(name: string, granted: ReadonlySet<string>, command: string, files: readonly string[]): string[] {
  const actions = actionsOf(command);
  if (!actions) return [`${name} calls ${command} (${files.join(', ')}): say in actions.ts which rights that takes`];
  return actions
    .filter((action) => !granted.has(action))
    .map(
      (action) =>
        `${name} calls ${command} (${files.join(', ')}) without ${action}: grant it in terraform/functions.tf`,
    );
}

const isOfTheCode = ({ Sid, Effect }: Statement) => Effect === 'Allow' && !lambdasOwn.has(Sid);
