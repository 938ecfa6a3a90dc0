import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { foreignLetterIn, latinOf } from '../look-alikes.ts';
import type { TextRule } from '../text-context.ts';

const asciiWord = /[A-Za-z_$][\w$]*/g;

export const lookAlikeName: TextRule = {
  id: 'text.look-alike-name',
  languages: everyLanguage,
  severity: 'medium',
  action: 'reject',
  category: 'text',
  cwe: 1007,
  threats: ['ANY-TXT-3'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(amount: int) -> bool:\n    \u0430mount = 0  # <- text.look-alike-name\n    return \u0430mount > 500\n',
      good: 'def handler(betrag: int) -> bool:\n    größe = 500\n    сумма = betrag\n    return сумма > größe\n',
    },
  ],
  stops: false,
  summary:
    'A name that mixes Latin letters with letters of another script that look the same can pass for another name: reviewers see one variable where there are two.',
  suggestion: 'Write the name with letters of one script.',
  *check({ source, scan }): Generator<Finding> {
    if (scan.foreignWords.length === 0) return;
    const latinNames = new Set(source.code.match(asciiWord));
    for (const span of scan.foreignWords) {
      const name = source.code.slice(span.start, span.end);
      const letter = foreignLetterIn(name);
      const twin = latinOf(name);
      if (letter !== undefined)
        yield {
          span,
          message: `The name ${name} contains ${letter}, which looks like the Latin ${latinOf(letter[0] ?? '') ?? 'letter'}.`,
        };
      else if (twin !== undefined && latinNames.has(twin))
        yield {
          span,
          message: `The name ${name} is not the name ${twin}, although it looks the same: its letters are not Latin.`,
        };
    }
  },
};
