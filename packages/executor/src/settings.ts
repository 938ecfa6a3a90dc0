import { join } from 'node:path';
import { type Environment, optional, readSettings, serviceSettings, text } from '@dtr/lambda-kit';

const specification = {
  ...serviceSettings,
  /** Where Lambda unpacks the zip, and with it the interpreters. */
  taskRoot: optional(text('LAMBDA_TASK_ROOT', 'a folder'), '.'),
};

export type Settings = ReturnType<typeof readExecutorSettings>;

/** Throws `SettingsError` naming every variable that is missing or not accepted. */
export function readExecutorSettings(env: Environment) {
  const settings = readSettings(env, specification);
  return { ...settings, assetsDir: join(settings.taskRoot, 'sandbox') };
}
