/** One replacement field of a format template, with the attributes it reads. */
export interface FormatField {
  readonly attributes: readonly string[];
}

/**
 * The fields of a `str.format` template, nested ones in format specifications included. Anything between braces that
 * is not a plain field counts as a field too, so a malformed template hides nothing.
 */
export function fieldsOf(template: string): FormatField[] {
  const fields: FormatField[] = [];
  const plain = template.replaceAll('{{', '').replaceAll('}}', '');
  for (const field of [...plain.matchAll(/\{([^{}]*)/g), ...template.matchAll(/\{([^{}]*)/g)]) {
    const [name = ''] = (field[1] ?? '').split(/[!:]/, 1);
    fields.push({ attributes: attributesOf(name) });
  }
  return fields;
}

/** `user.name[first].last` reads `name` and `last`; what stands in brackets is a key. */
function attributesOf(name: string): string[] {
  return name
    .replaceAll(/\[[^\]]*\]?/g, '')
    .split('.')
    .slice(1)
    .filter((part) => part !== '');
}
