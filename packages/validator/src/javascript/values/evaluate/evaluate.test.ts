import { aRequest } from '../../../testing/a-request.ts';
import { validate } from '../../../validate.ts';

const helpers = `const shift = (text) => { let out = ''; for (const c of text) out += String.fromCharCode(c.charCodeAt(0) - 1); return out; };
function turn(text) { const out = []; for (let i = text.length - 1; i >= 0; i--) out.push(text[i]); return out.join(''); }
const join = (texts, ...values) => texts.reduce((all, text, i) => all + text + (values[i] ?? ''), '');`;

/** Ways to write `constructor` without writing it. */
const hidden: readonly string[] = [
  '[...new Set(["constructor"])][0]',
  'Object.keys({ constructor: 1 })[0]',
  'Object.entries({ constructor: 1 })[0][0]',
  '(function constructor() {}).name',
  '/constructor/.source',
  String.raw`JSON.parse('"\\u0063onstructor"')`,
  "[99, 111, 110, 115, 116, 114, 117, 99, 116, 111, 114].map((c) => String.fromCharCode(c)).join('')",
  'String.fromCharCode.apply(null, [99, 111, 110, 115, 116, 114, 117, 99, 116, 111, 114])',
  "Array.from('rotcurtsnoc').reverse().join('')",
  "'636f6e7374727563746f72'.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)))",
  `join\`constr\${'uctor'}\``,
  "shift('dpotusvdups')",
  "turn('rotcurtsnoc')",
  "unescape('%63onstructor')",
  "new Map([['k', 'constructor']]).get('k')",
  "(12).toString(36) + 'onstructor'",
  "Object.fromEntries([['k', 'constructor']]).k",
  "(() => { const parts = ['con']; parts.push('structor'); return parts.join(''); })()",
];

/** Expressions whose evaluation has to be given up, by what they would cost. */
const costly: readonly string[] = [
  '(() => { for (;;) {} })()',
  "(() => { let s = 'a'; while (true) s += s; })()",
  "'a'.repeat(1e9)",
  "('a'.repeat(5000) + 'b').replace(/(a+)+$/, '')",
  "(function again(x) { return again(x); })('a')",
  'new Array(1e9).join("a")',
];

describe('constant expressions', () => {
  it.each(hidden)('%s is seen to be a refused key', async (expression) => {
    const code = `${helpers}\nexport function handler(value) {\n  return value[${expression}];\n}`;

    const { violations } = await validate(aRequest('javascript', code));

    expect(violations).toContainEqual(expect.objectContaining({ rule: 'javascript.forbidden-key', line: 5 }));
  });

  it.each(costly)('%s is given up in time', async (expression) => {
    const faults: unknown[] = [];
    const startedAt = performance.now();

    await validate(aRequest('javascript', `export const handler = (value) => value[${expression}];`), {
      onFault: (error) => faults.push(error),
    });

    expect(faults).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
