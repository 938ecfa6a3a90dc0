/** Counts runs of equal characters: a run of three or more, a digit or a backslash is written as count, colon, character. */
const encode = (text) =>
  [...text.matchAll(/([\s\S])\1*/gu)]
    .map(([run, character]) => {
      const length = [...run].length;
      return length > 2 || /[\d\\]/.test(character) ? `\\${length}:${character}` : run;
    })
    .join('');

const decode = (text) => {
  const expanded = text.replace(/\\(\d{1,7}):([\s\S])|\\/gu, (token, count, character) => {
    if (character === undefined) throw new Error('a backslash must be followed by count, colon and character');
    return character.repeat(Number(count));
  });
  return expanded;
};

/** Packs text by run lengths, or unpacks it again. */
function runLength(text, direction) {
  const result = direction === 'decode' ? decode(text) : encode(text);
  return { result, ratio: text === '' ? 1 : Math.round((result.length / text.length) * 1000) / 1000 };
}
