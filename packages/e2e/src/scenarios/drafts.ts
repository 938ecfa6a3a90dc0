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

const noInput = { type: 'object', properties: {}, additionalProperties: false };
const oneNumber = { ...noInput, properties: { n: { type: 'integer' } }, required: ['n'] };

/** A tool around a function body that takes no input; unique, so that no test finds the tool of another. */
export const aTool = (language: ToolDraft['language'], body: string, changes: Partial<ToolDraft> = {}): ToolDraft =>
  around(body, { language, takes: '', parameters: noInput, ...changes });

/** The same with a whole number `n` as its input: how much it does is up to the caller, and nobody can tell beforehand. */
export const aCountedTool = (
  language: 'python' | 'javascript',
  body: string,
  changes: Partial<ToolDraft> = {},
): ToolDraft =>
  around(body, { language, takes: language === 'python' ? 'n: int' : 'n', parameters: oneNumber, ...changes });

function around(
  body: string,
  { takes, ...changes }: Partial<ToolDraft> & Pick<ToolDraft, 'language'> & { takes: string },
): ToolDraft {
  const mark = randomBytes(6).toString('hex');
  const indented = body
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  const code =
    changes.language === 'python'
      ? `def run(${takes}):\n${indented}\n# ${mark}\n`
      : `function run(${takes}) {\n${indented}\n}\n// ${mark}\n`;
  return aDraft({ code, entryPoint: 'run', ...changes });
}
