import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { secretsInCode } from '../secrets/secrets-in-code.ts';
import type { TextRule } from '../text-context.ts';

export const secret: TextRule = {
  id: 'text.secret',
  languages: everyLanguage,
  severity: 'medium',
  action: 'warn',
  category: 'secrets',
  cwe: 798,
  threats: ['ANY-SEC-1'],
  examples: [
    {
      language: 'python',
      bad: `TOKEN = "ghp_${'kQ7vTz2LmX9rWb4N'.repeat(3).slice(0, 36)}"  # <- text.secret


def handler(name: str) -> str:
    return f"https://git.example.com/{name}?t={TOKEN}"
`,
      good: `DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def handler(name: str, token: str) -> str:
    return f"https://git.example.com/{name}?t={token}"
`,
    },
  ],
  stops: false,
  summary:
    'Code is stored, shown and logged: a key or password in it is known to everybody who can read the tool, and has to be replaced.',
  suggestion: 'Take the secret out, revoke it, and let the caller pass what the tool needs as input.',
  *check({ source, scan }): Generator<Finding> {
    for (const { kind, parts } of secretsInCode(source.code, scan)) {
      const [first] = parts;
      const last = parts.at(-1);
      if (first && last)
        yield { span: { start: first.start, end: last.end }, message: `What stands here looks like ${kind}.` };
    }
  },
};
