import { randomBytes, randomInt } from 'node:crypto';
import type { ToolDraft } from '@dtr/contracts';

/** A name that no other test uses. */
export const uniqueName = (stem = 'tool'): string => `${stem}_${randomBytes(6).toString('hex')}`;

/** A tool that nobody has posted before: it adds a number of its own. `changes` replace any member. */
export function aDraft(changes: Partial<ToolDraft> = {}): ToolDraft {
  const addend = randomInt(2 ** 40);
  return {
    name: uniqueName(),
    description: 'Adds a number to a value.',
    language: 'javascript',
    code: `/** @param {number} value */\nfunction add(value) {\n  return value + ${addend};\n}\n`,
    ...changes,
  };
}

/** The same in Python, with type hints. */
export function aPythonDraft(changes: Partial<ToolDraft> = {}): ToolDraft {
  const addend = randomInt(2 ** 40);
  return aDraft({
    language: 'python',
    code: `def add(value: int) -> int:\n    return value + ${addend}\n`,
    ...changes,
  });
}

/** A tool around a function body that takes no input; unique, so that no test finds the tool of another. */
export function aTool(language: ToolDraft['language'], body: string, changes: Partial<ToolDraft> = {}): ToolDraft {
  const mark = randomBytes(6).toString('hex');
  const indented = body
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  const code =
    language === 'python' ? `def run():\n${indented}\n# ${mark}\n` : `function run() {\n${indented}\n}\n// ${mark}\n`;
  const parameters = { type: 'object', properties: {}, additionalProperties: false };
  return aDraft({ language, code, entryPoint: 'run', parameters, ...changes });
}
