import { aRequest } from './testing/a-request.ts';
import { validate } from './validate.ts';

const rulesOf = async (language: 'python' | 'javascript', code: string) =>
  (await validate(aRequest(language, code))).violations.map(({ rule, line }) => `${line} ${rule}`);

describe('a value behind a function that is called where it is written', () => {
  it.each(['(lambda: type)()', '(lambda held: held)(type)', '(lambda: (lambda held: held)((lambda: type)()))()'])(
    'is seen in Python: %s',
    async (value) => {
      const code = `def handler(name):\n    return ${value}(name, (), {})\n`;

      expect(await rulesOf('python', code)).toEqual(['2 python.dynamic-class']);
    },
  );

  it.each(['(() => Array)()', '((held) => held)(Array)', '(() => { return (() => Array)(); })()'])(
    'is seen in JavaScript: %s',
    async (value) => {
      const code = `export function handler(x) {\n  ${value}.prototype.last = x;\n  return x;\n}\n`;

      expect(await rulesOf('javascript', code)).toContainEqual('2 javascript.built-in-tampering');
    },
  );

  it('stays apart where the function holds names of its own', async () => {
    const code = 'def handler(path):\n    (lambda: (open := len))()\n    return open(path)\n';

    expect(await rulesOf('python', code)).toEqual(['3 python.file-access']);
  });
});
