interface Contrast {
  ratio: number;
  normalText: 'AAA' | 'AA' | 'fail';
  largeText: 'AAA' | 'AA' | 'fail';
  betterText: 'black' | 'white';
}

function channels(colour: string): number[] {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour.trim())?.[1];
  if (hex === undefined) throw new Error(`"${colour}" is not a colour such as #1a2b3c or #abc`);
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return [0, 2, 4].map((start) => parseInt(full.slice(start, start + 2), 16) / 255);
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const ratioOf = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

/**
 * Contrast of a text colour on a background, judged by WCAG 2.2.
 * @param text Colour of the text, hexadecimal.
 * @param background Colour behind it, hexadecimal.
 */
export function colourContrast(text: string, background: string): Contrast {
  const [front, back] = [luminance(text), luminance(background)];
  const ratio = ratioOf(front, back);
  const grade = (aaa: number, aa: number) => (ratio >= aaa ? 'AAA' : ratio >= aa ? 'AA' : 'fail');
  return {
    ratio: Math.floor(ratio * 100) / 100,
    normalText: grade(7, 4.5),
    largeText: grade(4.5, 3),
    betterText: ratioOf(0, back) >= ratioOf(1, back) ? 'black' : 'white',
  };
}
