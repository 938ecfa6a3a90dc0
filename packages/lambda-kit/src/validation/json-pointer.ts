/** The RFC 6901 pointer of a member or item. Characters that cannot stand in an answer are replaced. */
export function child(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys a pointer names, or `undefined` when the text is no pointer. */
export function keysOf(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
