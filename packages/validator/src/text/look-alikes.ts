import { codePointName } from './find-all.ts';

/** Letters of other scripts that most fonts draw like a Latin letter. */
const pairs =
  // Cyrillic
  'аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ӏl ѵv АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS Ғf ' +
  // Greek
  'οo νv ρp υu ιi κk ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϲc ϳj ' +
  // Armenian, Cherokee, Lisu
  'օo սu ոn հh ցg զq ѡw ԼL ՕO ՍU ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ ꓮA ꓐB ꓚC ꓓD ꓰE';
const latin: ReadonlyMap<string, string> = new Map(
  pairs.split(' ').map((pair) => {
    const [foreign = '', letter = ''] = [...pair];
    return [foreign, letter];
  }),
);

const isLatin = /\p{Script=Latin}/u;
const latinLetters = /\p{Script=Latin}/gu;

/**
 * The first letter in a name that passes for a Latin one among Latin ones, named with its code point. Parts between
 * underscores and digits stand for themselves, and so does one Latin letter: `σ_x`, `Δt` and `νx` are formulas.
 */
export function foreignLetterIn(name: string): string | undefined {
  for (const part of name.split(/[_\d$]+/)) {
    if ((part.match(latinLetters) ?? []).length < 2) continue;
    const [letter, ...others] = [...part].filter((one) => !isLatin.test(one));
    // `сохранитьFile` can be told from any Latin name.
    if (letter !== undefined && [letter, ...others].every((one) => latin.has(one)))
      return `${letter} (${codePointName(letter)})`;
  }
  return undefined;
}

/** What a name looks like; absent when some of its letters look like no Latin letter. */
export function latinOf(name: string): string | undefined {
  const letters = [...name].map((one) => (/[\w$]/.test(one) ? one : latin.get(one)));
  return letters.some((one) => one === undefined) ? undefined : letters.join('');
}
