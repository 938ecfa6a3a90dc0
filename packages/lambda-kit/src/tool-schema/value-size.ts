import type { Json } from '@dtr/contracts';

/** What the cost of checking a value depends on. */
export interface ValueSize {
  /** Scalars, arrays and objects. */
  readonly values: number;
  /** Of strings and member names. */
  readonly chars: number;
  /** Of brackets; 0 for a scalar. */
  readonly levels: number;
}

/** Measures level by level, without recursion: a tool's output may be nested as deeply as it likes. */
export function sizeOf(value: Json): ValueSize {
  let values = 0;
  let chars = 0;
  let levels = -1;
  for (let level: readonly Json[] = [value]; level.length > 0; levels += 1) {
    values += level.length;
    const next: Json[] = [];
    for (const current of level) {
      if (typeof current === 'string') chars += current.length;
      if (typeof current !== 'object' || current === null) continue;
      if (!Array.isArray(current)) for (const name of Object.keys(current)) chars += name.length;
      for (const member of Object.values(current)) next.push(member);
    }
    level = next;
  }
  return { values, chars, levels };
}
