import { escaped, placesOf } from '../schema/walk-schema.ts';
import type { WordsContext } from './words-context.ts';

/** A text that stands beside the code. */
export interface WordsText {
  readonly pointer: string;
  readonly text: string;
}

/** Names, descriptions and tags, and every text and property name of the schemas. */
export function* textsOf({ words, parameters, returns }: WordsContext): Generator<WordsText> {
  if (words) {
    yield { pointer: '/name', text: words.name.replaceAll(/[_-]+|(?<=[a-z])(?=[A-Z])/g, ' ') };
    if (words.title !== undefined) yield { pointer: '/title', text: words.title };
    yield { pointer: '/description', text: words.description };
    for (const [index, text] of (words.tags ?? []).entries()) yield { pointer: `/tags/${index}`, text };
  }
  for (const [root, schema] of [['/parameters', parameters] as const, ['/returns', returns] as const]) {
    if (!schema) continue;
    for (const { pointer, value } of placesOf(schema, root)) {
      if (typeof value === 'string') yield { pointer, text: value };
      else if (typeof value === 'object' && value !== null && !Array.isArray(value))
        for (const key of Object.keys(value))
          if (key.length > 20) yield { pointer: `${pointer}/${escaped(key)}`, text: key.replaceAll('_', ' ') };
    }
  }
}

/** Words have no place in the code. */
export const top = { start: 0, end: 0 };
