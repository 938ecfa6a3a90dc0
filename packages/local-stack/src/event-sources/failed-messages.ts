/**
 * The ids of messages that a function's answer calls failed, or `all` when the answer is none that Lambda accepts: a list with
 * an empty, absent or unknown id, or no JSON at all. Nothing, null and an object without the list mean that all went well.
 */
export function failedMessages(answer: Buffer, known: ReadonlySet<string>): ReadonlySet<string> | 'all' {
  const list = listIn(answer);
  if (list === 'unreadable') return 'all';
  const failed = new Set<string>();
  for (const item of list) {
    const id = (item as { readonly itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== 'string' || !known.has(id)) return 'all';
    failed.add(id);
  }
  return failed;
}

function listIn(answer: Buffer): readonly unknown[] | 'unreadable' {
  try {
    const value = JSON.parse(answer.toString('utf8') || 'null');
    const list = value?.batchItemFailures ?? [];
    return Array.isArray(list) ? list : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
