import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { findSecrets } from '../../text/secrets/find-secrets.ts';
import { textsOf, top } from '../texts.ts';
import type { WordsRule } from '../words-context.ts';

const code = 'def handler(text: str) -> int:\n    return len(text)\n';

export const wordsSecret: WordsRule = {
  id: 'words.secret',
  languages: everyLanguage,
  severity: 'medium',
  action: 'warn',
  category: 'secrets',
  cwe: 798,
  threats: ['ANY-SEC-1'],
  examples: [
    {
      language: 'python',
      bad: code,
      good: code,
      besideBad: {
        words: {
          name: 'count',
          description: `Counts letters. Log in with ghp_${'kQ7vTz2LmX9rWb4N'.repeat(3).slice(0, 36)}.`,
        },
      },
      besideGood: { words: { name: 'count', description: 'Counts letters.' } },
    },
  ],
  summary:
    'Names, descriptions, defaults and examples are shown to every agent that may use the tool: a key or password in them is known to all.',
  suggestion: 'Take the secret out and revoke it; give an example that is no secret.',
  *check(context): Generator<Finding> {
    // As in code: a text that is a secret as a whole stands between quotes.
    for (const { pointer, text } of textsOf(context))
      for (const { kind } of findSecrets(`"${text}"`).slice(0, 1))
        yield { span: top, pointer, message: `What stands here looks like ${kind}.` };
  },
};
