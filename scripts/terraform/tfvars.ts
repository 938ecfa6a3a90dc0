/** A text in a file of values: `name = "value"`. Throws where there is none. */
export function textValue(tfvars: string, name: string): string {
  const value = new RegExp(`^${name} += "([^"]*)"$`, 'm').exec(tfvars)?.[1];
  if (value === undefined) throw new Error(`The file of values does not say ${name} = "…"`);
  return value;
}
