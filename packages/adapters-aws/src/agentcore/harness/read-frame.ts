/** What the harness says of one run. `refused`: the interpreter would not compile the code, so that none of it has run. */
export interface Frame {
  readonly kind: 'refused' | 'done';
  readonly report: unknown;
  readonly logs: unknown;
  /** JSON text of what the function returned, when it returned. */
  readonly output: string;
}

/** What a session printed, as far as it matters, whatever there was of it. */
export interface SessionOutput {
  /** As the harness names it; absent when the harness never began, and nothing of the tool ran. */
  readonly engine?: string;
  readonly frame?: Frame;
  /** What was printed past the harness, into the streams of the session itself. */
  readonly stray: string;
}

export interface OutputReader {
  /** The next piece of stdout. */
  push(text: string): void;
  read(): SessionOutput;
}

/** The first line of the harness, from which the secret is known: it is written before any code of the tool runs. */
const firstLine = /(?:^|\n)dtr begin ([0-9a-f]{32}) ([\w.-]{1,64})\n/;
/** A first line that is cut in two is put together from this much. */
const longestFirstLine = 128;
const frameText = /^ (refused|done) ([^\n]*)\n([^\n]*)\nend/;

/**
 * Finds the harness's words in all that a session prints, in bounded memory: what comes before its first line is dropped, as is what the
 * tool printed past it beyond `strayChars` and what makes an answer longer than `frameChars`.
 */
export function createOutputReader({
  strayChars,
  frameChars,
}: {
  strayChars: number;
  frameChars: number;
}): OutputReader {
  let waiting = '';
  let begun: { readonly secret: string; readonly engine: string } | undefined;
  let stray = '';
  let frame: string[] | undefined;
  let room = frameChars;

  const keepFrame = (text: string) => {
    frame?.push(text.slice(0, room));
    room -= Math.min(room, text.length);
  };
  const lookForFrame = (text: string, secret: string) => {
    const all = waiting + text;
    const at = all.indexOf(secret);
    const end = at < 0 ? Math.max(0, all.length - secret.length) : at;
    if (stray.length < strayChars) stray += all.slice(0, Math.min(end, strayChars - stray.length));
    waiting = at < 0 ? all.slice(end) : '';
    if (at < 0) return;
    frame = [];
    keepFrame(all.slice(at + secret.length));
  };
  const lookForBeginning = (text: string) => {
    const all = waiting + text;
    const found = firstLine.exec(all) ?? firstLine.exec(text);
    waiting = found ? '' : all.slice(-longestFirstLine);
    if (!found) return;
    const [line, secret = '', engine = ''] = found;
    begun = { secret, engine };
    lookForFrame(found.input.slice(found.index + line.length), secret);
  };
  return {
    push(text) {
      if (frame) keepFrame(text);
      else if (begun) lookForFrame(text, begun.secret);
      else lookForBeginning(text);
    },
    read() {
      if (!begun) return { stray: '' };
      const read = frame && parseFrame(frame.join(''));
      return { engine: begun.engine, ...(read && { frame: read }), stray: frame ? stray : stray + waiting };
    },
  };
}

function parseFrame(text: string): Frame | undefined {
  const [, kind, head = '', output = ''] = frameText.exec(text) ?? [];
  if (kind !== 'refused' && kind !== 'done') return undefined;
  try {
    const { report, logs } = JSON.parse(head);
    return { kind, report, logs, output };
  } catch {
    return undefined;
  }
}
