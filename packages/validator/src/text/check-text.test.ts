import type { Language } from '@dtr/contracts';
import { createSourceText } from '../analysis/source-text.ts';
import { aRequest } from '../testing/a-request.ts';
import { checkText } from './check-text.ts';

const check = (code: string, language: Language = 'python') =>
  checkText(createSourceText(code), aRequest(language, code));
const rulesOf = (code: string, language?: Language) => check(code, language).violations.map(({ rule }) => rule);

describe('rules on the raw text', () => {
  it.each([
    ['text.too-large', `# ${'é'.repeat(131_072)}`],
    ['text.control-character', 'x = 1\0'],
    ['text.control-character', 'x = 1 # \r y = 2'],
    ['text.lone-surrogate', "x = '\ud800'"],
    ['text.byte-order-mark', '\ufeffx = 1'],
    ['text.bidi-control', "x = 'a\u202eb'"],
    ['text.bidi-control', '# \u2066 comment \u2069'],
    ['text.unicode-tag', "x = '\u{e0041}\u{e0042}'"],
    ['text.encoding-cookie', '# -*- coding: utf-7 -*-\nx = 1'],
    ['text.encoding-cookie', '#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n'],
    ['text.identifier-form', 'ｏｐｅｎ = 1'],
    ['text.identifier-form', '𝐱 = 1'],
    ['text.identifier-form', 'a\u200db = 1'],
    ['text.identifier-form', 'total\u3164 = 1'],
    ['text.identifier-form', 'a\ufe00 = 1'],
    ['text.look-alike-name', 'p\u0430yload = 1'],
    ['text.look-alike-name', 'is_v\u0430lid = 1'],
    ['text.look-alike-name', 'scope = 1; \u0455\u0441\u043e\u0440\u0435 = 2'],
    ['text.look-alike-name', 'c\u03bfunt = 1'],
    ['text.invisible-run', `x = '${'\u200b\u200c'.repeat(4)}'`],
    ['text.invisible-run', `x = 'a${'\u{e0100}\u{e0101}'.repeat(4)}'`],
    ['syntax.too_complex', '('.repeat(201)],
    ['syntax.too_complex', `x = '${'a'.repeat(20_000)}'`],
    ['syntax.too_complex', 'x '.repeat(20_001).replaceAll(/(.{100})/g, '$1\n')],
  ])('%s is found in %j', (rule, code) => {
    expect(rulesOf(code)).toContain(rule);
  });

  it.each([
    'x = "größe"  # naïve café 日本語',
    'größe = 1',
    '变量 = 1',
    '# -*- coding: utf-8 -*-\nx = 1',
    'x = 1\n\n# coding: latin-1 in the third line means nothing',
    "flag = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'",
    "family = '👨\u200d👩\u200d👧'",
    "rtl = '\u200fשלום'",
    'переменная = 1; количество = переменная',
    'σ_x = 1; Δt = 2; λ2 = Δt; νx = 3; θmax = 4; π = 3.14',
    'x_среднее = 1; сохранитьFile = 2',
    '名前 = 1; café_größe = 2',
    'نام\u200cها = 1',
    "heart = '\u{2764}\ufe0f'",
    '\tx = 1\f\n',
  ])('%j is ordinary text', (code) => {
    expect(rulesOf(code)).toEqual([]);
  });

  it('has encoding declarations mean nothing outside Python', () => {
    expect(rulesOf('// coding: utf-7', 'javascript')).toEqual([]);
  });

  it('lets parsers see code whose text is only suspicious', () => {
    expect(check("x = 'a\u202eb'").stops).toBe(false);
    expect(check('x = 1\0').stops).toBe(true);
  });
});
