/** A pattern as the code puts it together. */
export interface Assembled {
  /** What is escaped or only known at run time is one character that stands for it. */
  readonly text: string;
  readonly openness: Openness;
}

/** What may stand where the code puts in something unknown: nothing, one of its own texts, or any pattern. */
export type Openness = 'closed' | 'own-texts' | 'anything';
const rank = { closed: 0, 'own-texts': 1, anything: 2 } as const satisfies Record<Openness, number>;

/** More alternatives than this are not followed. */
const maximumAlternatives = 16;

/** A private character: no pattern means it, and no class that people write has it alone. */
const placeholder = '\ue000';

export const constantText = (text: string): Assembled => ({ text, openness: 'closed' });
/** A text that stands for itself, such as what an escape function gives. */
export const literalText: readonly Assembled[] = [{ text: placeholder, openness: 'closed' }];
/** Anything. */
export const unknownText: readonly Assembled[] = [{ text: placeholder, openness: 'anything' }];
/** One of the texts of the code, nobody knows which. */
export const ownText: readonly Assembled[] = [{ text: placeholder, openness: 'own-texts' }];

/** Every way to put the parts one after the other. */
export function concatenated(parts: readonly (readonly Assembled[])[]): readonly Assembled[] {
  let all: readonly Assembled[] = [constantText('')];
  for (const part of parts) {
    const ways = all.flatMap((head) =>
      part.map((tail) => ({ text: head.text + tail.text, openness: wider(head.openness, tail.openness) })),
    );
    all = ways.slice(0, maximumAlternatives);
  }
  return all;
}

/** The parts with a separator between them. */
export function joinedWith(separator: readonly Assembled[], parts: readonly (readonly Assembled[])[]) {
  return concatenated(parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

/** A template such as `^%s$`: its holes filled with the parts in order, and what is left over with the last. */
export function filled(template: string, holes: RegExp, parts: readonly (readonly Assembled[])[]) {
  const pieces = template.split(holes);
  return concatenated(
    pieces.flatMap((piece, index) => {
      const part = parts[Math.min(index, parts.length) - 1] ?? unknownText;
      return index === 0 ? [[constantText(piece)]] : [part, [constantText(piece)]];
    }),
  );
}

export const wider = (a: Openness, b: Openness): Openness => (rank[a] < rank[b] ? b : a);
