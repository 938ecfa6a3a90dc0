/**
 * Breaks text into lines of a width; paragraphs and list indents stay, long words are cut.
 * @param text The text; blank lines part paragraphs.
 * @param width Greatest length of a line.
 * @param indent Put before each line.
 */
export function wrapText(text: string, width: number = 72, indent: string = ''): string {
  const room = width - [...indent].length;
  if (room < 2) throw new RangeError(`width must exceed the indent by at least 2, it is ${width}`);
  const paragraphs = text.replace(/\r\n/g, '\n').split(/\n[ \t]*\n+/);
  return paragraphs
    .map((paragraph) => fill(paragraph, room).map((line) => (indent + line).trimEnd()).join('\n'))
    .join('\n\n');
}

function fill(paragraph: string, room: number): string[] {
  const bullet = /^\s*([-*+]|\d+[.)])\s+/.exec(paragraph)?.[0].trimStart() ?? '';
  const hang = ' '.repeat(bullet.length < room - 1 ? bullet.length : 0);
  const words = paragraph.trim().split(/\s+/).flatMap((word) => cut(word, room - hang.length));
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line.trim() === '' ? line + word : `${line} ${word}`;
    if ([...longer].length <= room || line.trim() === '') line = longer;
    else {
      lines.push(line);
      line = hang + word;
    }
  }
  return [...lines, line];
}

/** Pieces of a word that is longer than a line, by code points. */
function cut(word: string, room: number): string[] {
  const characters = [...word];
  const pieces: string[] = [];
  for (let start = 0; start < characters.length; start += room) {
    pieces.push(characters.slice(start, start + room).join(''));
  }
  return pieces;
}
