import type { Signal } from './signal.ts';

/** Marks of a conversation that only models read as such; over the text as it is, in lower case. */
export const markupSignals: readonly Signal[] = [
  {
    name: 'has marks of a system message',
    weight: 2,
    pattern: /<\/?\s?(?:important|system|secret|instructions?|assistant|hidden|admin|priority)\s?>/,
  },
  {
    name: 'has marks of a system message',
    weight: 3,
    pattern: /<\|(?:im_start|im_end|system|endoftext|start_header_id)\|>|\[\/?inst\]|<<\/?sys>>/,
  },
  {
    name: 'has marks of a system message',
    weight: 2,
    pattern:
      /(?:^|\n)\s*(?:#{2,4}\s*)?(?:system|assistant|developer)(?: (?:message|prompt|override|note|instruction))?\s*:/,
  },
  {
    name: 'has marks of a system message',
    weight: 2,
    pattern:
      /\[\s?(?:system|admin|developer)(?: (?:message|prompt|override|note))?\s?\]|begin system (?:prompt|message)/,
  },
];
