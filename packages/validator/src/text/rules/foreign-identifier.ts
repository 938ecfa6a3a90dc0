import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import type { TextRule } from '../text-context.ts';

/** Fillers, joiners and selectors that names may contain and nobody sees. Joiners belong into words of some scripts. */
const invisible =
  /[\u00ad\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u180b-\u180d]|\u180e|\u180f|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/u;
const joiner = /[\u200c\u200d]/;
/** Scripts whose spelling needs joiners, such as Persian and Hindi. */
const joining =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}]/u;

export const foreignIdentifier: TextRule = {
  id: 'text.identifier-form',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  category: 'text',
  cwe: 1007,
  threats: ['PY-OBF-2', 'ANY-TXT-2'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(text: str) -> int:\n    return \uff4c\uff45\uff4e(text)  # <- text.identifier-form\n',
      good: 'def handler(text: str) -> int:\n    return len(text)\n',
    },
    {
      language: 'javascript',
      bad: 'export function handler({ prices }) {\n  const discount\u3164 = 0.1; // <- text.identifier-form\n  return prices.map((price) => price * (1 - discount\u3164));\n}\n',
      good: 'export function handler({ prices }) {\n  const größe = 0.1;\n  return prices.map((price) => price * (1 - größe));\n}\n',
    },
  ],
  stops: false,
  summary:
    'Python folds compatibility letters (full-width, mathematical) into ASCII names, and some letters cannot be seen at all: a name must read as what it is.',
  suggestion: 'Write the name with ordinary letters.',
  *check({ source, scan }): Generator<Finding> {
    for (const span of scan.foreignWords) {
      const name = source.code.slice(span.start, span.end);
      if (isHidden(name)) yield { span, message: 'A name contains an invisible character.' };
      else if (name.normalize('NFKC') !== name)
        yield { span, message: `The name ${name} is read as ${name.normalize('NFKC')} once it is normalised.` };
    }
  },
};

const isHidden = (name: string) => invisible.test(name) || (joiner.test(name) && !joining.test(name));
