/** Where settings come from; only `createHandler` is given the real one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How one variable becomes a value. `accepts` completes the sentence "it must be ...". */
export interface Setting<T> {
  readonly variable: string;
  readonly accepts: string;
  /** `undefined`: this text is not accepted. */
  parse(text: string): T | undefined;
  /** What an absent or empty variable means; left out, the variable is required. */
  readonly absent?: { readonly value: T };
}

type Values<Specification> = {
  readonly [Name in keyof Specification]: Specification[Name] extends Setting<infer T> ? T : never;
};

/** A function cannot start with these settings. The message names every variable at fault, never its value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads every setting, or throws one `SettingsError` that tells all that is missing or wrong. */
export function readSettings<Specification extends Readonly<Record<string, Setting<unknown>>>>(
  env: Environment,
  specification: Specification,
): Values<Specification> {
  const faults: string[] = [];
  const values = Object.entries(specification).map(([name, setting]) => {
    const value = parsedValue(env, setting);
    if (value === undefined && setting.absent === undefined) faults.push(faultOf(env, setting));
    else if (value === undefined && isSet(env, setting)) faults.push(faultOf(env, setting));
    return [name, value ?? setting.absent?.value];
  });
  if (faults.length > 0) throw new SettingsError(`Cannot start: ${faults.join('; ')}.`);
  return Object.fromEntries(values);
}

function parsedValue(env: Environment, setting: Setting<unknown>): unknown {
  return isSet(env, setting) ? setting.parse(env[setting.variable] ?? '') : undefined;
}

function isSet(env: Environment, { variable }: Setting<unknown>): boolean {
  return (env[variable] ?? '') !== '';
}

function faultOf(env: Environment, setting: Setting<unknown>): string {
  const what = isSet(env, setting) ? 'is not accepted' : 'is missing';
  return `${setting.variable} ${what} (it must be ${setting.accepts})`;
}
