import { createEffort } from './effort.ts';
import { judgeRegex, type RegexSource, type RegexVerdict } from './judge-regex.ts';

const judge = (pattern: string, more: Partial<RegexSource> = {}): RegexVerdict =>
  judgeRegex({ pattern, flags: '', language: 'javascript', use: 'search', ...more });
const python = (pattern: string, more: Partial<RegexSource> = {}) => judge(pattern, { language: 'python', ...more });
const slow = expect.objectContaining({ kind: 'slow', isCertain: true });
const words = Array.from({ length: 600 }, (_, index) => `w${(index * 7919).toString(36)}`).join('|');

describe('a slow pattern', () => {
  it.each([
    '^(a+)+$',
    '^(\\w+\\s?)*$',
    '^(?:a|a)*$',
    '^(?:a|aa)+$',
    '(?:a|b|ab)*c',
    '(x+x+)+y',
    '^(?:(?:x|y)*z?)*$',
    '(([^/]+)/?)+$',
    '(?=(a+)+$)b',
    '^(?:(a+)\\1?)+$',
    '(\\/\\*(.|\\n)*\\*\\/)+x',
    '^([a-zA-Z0-9_.+-])+@(([a-zA-Z0-9-])+\\.)+([a-zA-Z0-9]{2,4})+$',
    '(a?){30}a{30}',
    '^(.*)*$',
    '^(?:.+)+$',
    '^(.*?,){11}P',
    '<(\\w+)(\\s+\\w+="[^"]*"|\\s*\\w*)*>$',
  ])('reads the same text in exponentially many ways: %s', (pattern) => {
    expect(judge(pattern)).toEqual(slow);
    expect(judge(pattern)).toMatchObject({ growth: 'exponential' });
  });

  it.each(['\\s*\\s*$', '.*.*=', '\\s+\\s+\\s+$', '^\\d*\\d*\\d*x'])('shares out the same text: %s', (pattern) => {
    expect(judge(pattern)).toEqual(slow);
    expect(judge(pattern)).toMatchObject({ growth: 'polynomial' });
  });

  it.each([
    ['(?P<word>\\w+)(?P=word)*(?:\\w+)*\\Z', ''],
    ['^(?:[a-z]+ # letters\n | [a-z0-9]+ )+ $', 'x'],
    ['(?x) ^ ( \\d + ) + $', ''],
    ['(?i:(?:a|A)+)+$', ''],
    ['(?:a|A)+$', 'i'],
    ['^(?:(b)?(?(1)a+|a+))+$', ''],
  ])('is understood in the way Python writes it: %s', (pattern, flags) => {
    expect(python(pattern, { flags })).toEqual(slow);
  });

  it.each([
    '\\{\\{\\s*(.*?)\\s*\\}\\}',
    '\\{\\{([#^/&!]?)\\s*([^{}]*?)\\s*\\}\\}',
    '<!--\\s*(.*?)\\s*-->',
    '^\\s*(\\w+)\\s*=\\s*(.*)\\s*;$',
  ])('is not certain where it only trims what it takes: %s', (pattern) => {
    const uncertain = expect.objectContaining({ kind: 'slow', growth: 'polynomial', isCertain: false });

    expect(judge(pattern)).toEqual(uncertain);
    expect(python(pattern)).toEqual(uncertain);
  });

  it.each(['^.*\\s*.*x$', '\\[\\s*\\s*\\s*\\]', '^\\w*\\d*\\w*!$'])(
    'is certain where the loops around take more than the one between, or the same: %s',
    (pattern) => {
      expect(judge(pattern)).toEqual(slow);
    },
  );

  it('is described by the part that is ambiguous and a text that shows it', () => {
    expect(judge('^id:(?:\\d+-?)+;$')).toMatchObject({
      parts: ['(?:\\d+-?)+'],
      attack: { prefix: expect.stringMatching(/^id:/), pump: expect.stringMatching(/^\d+$/) },
    });
  });
});

describe('a fast pattern', () => {
  it.each([
    '(?:[a-z]+\\.)+[a-z]{2,}$',
    '^(\\w+\\s)+$',
    '\\s+$',
    '^\\s*(.*?)\\s*$',
    '(.*?),(.*)',
    '^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$',
    '^\\s*(\\w+)\\s*=\\s*(.*?)\\s*$',
    '\\{\\{\\s*(\\w+)\\s*\\}\\}',
    '(\\*\\*|__)(.*?)\\1',
    '^(\\S+) (\\S+) (\\S+) \\[(.*?)\\] "(.*?)" (\\d{3}) (\\S+) "(.*?)" "(.*?)"$',
    '"(?:[^"\\\\]|\\\\.)*"',
    '^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$',
    '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$',
    '[-+]?\\d*\\.?\\d+(?:[eE][-+]?\\d+)?',
    '^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}$',
    '(?:(?:\\d+h)?\\s*(?:\\d+m)?\\s*(?:\\d+s)?)',
    '(?:a+)+',
    `\\b(?:${words})\\b\\s*`,
  ])('is left alone: %s', (pattern) => {
    expect(judge(pattern)).toEqual({ kind: 'fast' });
    expect(python(pattern)).toEqual({ kind: 'fast' });
  });

  it.each(['(?>a+)+$', '(?:a++)+$', '(?:(?>a|aa))*$'])('keeps what it has read: %s', (pattern) => {
    expect(python(pattern)).toEqual({ kind: 'fast' });
  });

  it('may be slow where it is searched for and fast where it is matched from the start', () => {
    expect(python('\\s*\\s*$')).toEqual(slow);
    expect(python('\\s*\\s*$', { use: 'match' })).toEqual({ kind: 'fast' });
    expect(python('(?:a+)+', { use: 'match' })).toEqual({ kind: 'fast' });
    expect(python('(?:a+)+', { use: 'whole' })).toEqual(slow);
  });

  it('is what cannot be read: the engine will refuse it', () => {
    expect(judge('(((')).toEqual({ kind: 'fast' });
    expect(python('*a')).toEqual({ kind: 'fast' });
  });
});

describe('hostile patterns', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}a${'+)'.repeat(depth)}$`;
  const prefixes = Array.from({ length: 900 }, (_, index) => `same${index}`).join('|');

  it.each([
    ['nested 50 deep', nested(50)],
    ['nested 5,000 deep', nested(5_000)],
    ['50 optional parts', `^(?:${Array.from({ length: 50 }, (_, one) => `(?:a${one})?`).join('')})*$`],
    ['900 words with one beginning, repeated', `^(?:${prefixes})*$`],
    ['counted in a counted one', '^(?:(?:a{1,30}){1,30}){1,30}$'],
    ['long', 'a*'.repeat(20_000)],
  ])('come to an end soon: %s', (_title, pattern) => {
    let steps = 0;
    const counted = {
      spend(more: number) {
        steps += more;
      },
    };

    judgeRegex({ pattern, flags: '', language: 'javascript', use: 'search' }, counted);

    expect(steps).toBeLessThan(8_000_000);
  });

  it('share the work that one piece of code may cause', () => {
    const effort = createEffort();
    const verdicts = Array.from({ length: 100 }, (_, index) => {
      const pattern = `^(?:${prefixes})*${index}$`;
      return judgeRegex({ pattern, flags: '', language: 'javascript', use: 'search' }, effort);
    });

    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['undecided']));
    expect(() => effort.spend(1)).toThrow('too much work');
  });

  it('that are too large to be judged say so', () => {
    expect(judge(`^(?:${prefixes})*$`)).toEqual({ kind: 'undecided' });
  });
});
