import type { Fold } from './fold.ts';
import { concatenate, union, type Values } from './fold-values.ts';
import type { PyExpression } from './tree.ts';

interface Facts {
  readonly fold: Fold;
  isNumeric(node: PyExpression): boolean;
}

const conversion = /%[-+ #0]*\d*(?:\.\d+)?([a-zA-Z%])/;
const numbers = new Set('diuxXoeEfFgG'.split(''));

/** `template % values`. What can only show a number counts as one digit. */
export function formatted(templates: Values, right: PyExpression, facts: Facts): Values {
  const given = right.nodeType === 'Tuple' ? right.elts : [right];
  return templates && union([...templates].map((template) => fill(template, given, facts)));
}

function fill(template: string, given: readonly PyExpression[], { fold, isNumeric }: Facts): Values {
  const parts: Values[] = [];
  let rest = template;
  let used = 0;
  for (let found = conversion.exec(rest); found; found = conversion.exec(rest)) {
    const [whole, letter = ''] = found;
    parts.push(new Set([rest.slice(0, found.index)]));
    rest = rest.slice(found.index + whole.length);
    if (letter === '%') parts.push(new Set(['%']));
    else {
      const value = given[used];
      used += 1;
      if (!value) return undefined;
      parts.push(numbers.has(letter) || isNumeric(value) ? new Set(['0']) : letter === 's' ? fold(value) : undefined);
    }
  }
  return concatenate([...parts, new Set([rest])]);
}
