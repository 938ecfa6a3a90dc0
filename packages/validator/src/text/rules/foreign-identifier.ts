import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import type { TextRule } from '../text-context.ts';

const invisible = /[\u00ad\u115f\u1160\u3164\uffa0\u200c]|\u200d|\u034f|\u17b4|\u17b5|\u180e/u;

export const foreignIdentifier: TextRule = {
  id: 'text.identifier-form',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  category: 'text',
  cwe: 1007,
  stops: false,
  summary:
    'Python folds compatibility letters (full-width, mathematical) into ASCII names, and some letters cannot be seen at all: a name must read as what it is.',
  suggestion: 'Write the name with ordinary letters.',
  *check({ source, scan }): Generator<Finding> {
    for (const span of scan.foreignWords) {
      const name = source.code.slice(span.start, span.end);
      if (invisible.test(name)) yield { span, message: 'A name contains an invisible character.' };
      else if (name.normalize('NFKC') !== name)
        yield { span, message: `The name ${name} is read as ${name.normalize('NFKC')} once it is normalised.` };
    }
  },
};
