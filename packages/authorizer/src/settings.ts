import { type Environment, readSettings, serviceSettings, text } from '@dtr/lambda-kit';

const specification = { ...serviceSettings, tableName: text('TABLE_NAME', 'the name of the DynamoDB table') };

export type Settings = ReturnType<typeof readAuthorizerSettings>;

/** Throws `SettingsError` naming every variable that is missing or not accepted. */
export function readAuthorizerSettings(env: Environment) {
  return readSettings(env, specification);
}
