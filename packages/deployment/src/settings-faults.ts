import { readAuthorizerSettings } from '@dtr/authorizer/settings';
import { readExecutorSettings } from '@dtr/executor/settings';
import { type Environment, readSettings, serviceSettings } from '@dtr/lambda-kit';
import { readToolManagerSettings } from '@dtr/tool-manager/settings';
import { readWorkerSettings } from '@dtr/worker/settings';
import type { Plan } from './plan.ts';
import { functionsOf, type PlannedFunction } from './planned-function.ts';

/** How each function reads its settings. */
const readers: Readonly<Record<string, (env: Environment) => unknown>> = {
  authorizer: readAuthorizerSettings,
  executor: readExecutorSettings,
  'tool-manager': readToolManagerSettings,
  validator: (env) => readSettings(env, serviceSettings),
  worker: readWorkerSettings,
};

/** Read, and rightly not given. */
const notGiven: Readonly<Record<string, string>> = {
  AGENT_EXECUTIONS_PER_DAY: 'only where there is a limit',
  AWS_ENDPOINT_URL_S3: 'only for endpoints that are not of AWS',
  GATEWAY_ID: 'only with a gateway',
  LAMBDA_TASK_ROOT: 'Lambda sets it',
  OPERATOR_AGENTS: 'only where somebody is named',
};

/** Where the variables that a plan gives a function are not those it reads, or not accepted. */
export function settingsFaults(plan: Plan): readonly string[] {
  const functions = functionsOf(plan);
  const missing = Object.keys(readers).filter((name) => !functions.some((planned) => planned.name === name));
  return [...missing.map((name) => `${name} is not planned`), ...functions.flatMap(faultsOf)];
}

function faultsOf({ name, environment }: PlannedFunction): string[] {
  const read = readers[name];
  if (!read) return [`${name}: nobody says how it reads its settings (settings-faults.ts)`];
  const { names, error } = readingOf(read, environment);
  return [
    ...(error === undefined ? [] : [`${name} would not start: ${error}`]),
    ...Object.keys(environment)
      .filter((variable) => !names.has(variable))
      .map((variable) => `${name} is given ${variable}, which it does not read`),
    ...[...names]
      .filter((variable) => environment[variable] === undefined && notGiven[variable] === undefined)
      .map((variable) => `${name} reads ${variable}, which it is not given`),
  ];
}

/** Which variables it looks at, and what it says of their values. */
function readingOf(read: (env: Environment) => unknown, environment: Environment) {
  const names = new Set<string>();
  const watched = new Proxy(environment, {
    get(target, name) {
      names.add(String(name));
      return Reflect.get(target, name);
    },
  });
  try {
    read(watched);
    return { names, error: undefined };
  } catch (error) {
    return { names, error: error instanceof Error ? error.message : String(error) };
  }
}
