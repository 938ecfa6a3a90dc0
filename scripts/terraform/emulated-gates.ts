import type { TerraformFolder } from './folders.ts';

/**
 * Holds the list of gates on `emulated` in `terraform/README.md` to the code, both ways: a gate is a line that production
 * runs and the emulator does not, so each is named there with its reason.
 */
export function emulatedGateFaults(folders: readonly TerraformFolder[], readme: string): readonly string[] {
  const gates = folders.flatMap(({ name, blocks }) =>
    blocks
      .filter(({ kind, body }) => kind !== 'variable' && kind !== 'module' && /\bvar\.emulated\b/.test(body))
      .map(({ kind, labels }) => `\`${name}\`: \`${labels.join('.') || kind}\``),
  );
  const listed = [...readme.matchAll(/^\| (`[^`]+`: `[^`]+`) /gm)].map((match) => match[1] ?? '');
  return [
    ...gates
      .filter((gate) => !listed.includes(gate))
      .map((gate) => `terraform/README.md does not list the gate ${gate}`),
    ...listed
      .filter((gate) => !gates.includes(gate))
      .map((gate) => `terraform/README.md lists a gate that is not there: ${gate}`),
  ];
}
