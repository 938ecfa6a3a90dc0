/** What the function reads from its environment. It has no rights, so there is little. */
export interface Settings {
  readonly environment: string;
  readonly serviceVersion: string;
}

/** Throws with the name of what is missing, before any request. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return { environment: required(env, 'ENVIRONMENT'), serviceVersion: required(env, 'SERVICE_VERSION') };
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
