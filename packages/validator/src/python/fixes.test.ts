import { defaultPolicy, type Violation } from '@dtr/contracts';
import { readCorpus } from '../testing/read-corpus.ts';
import { validate } from '../validate.ts';

const judge = async (code: string) => (await validate({ language: 'python', code, policy: defaultPolicy })).violations;

/** The code after one fix, as a client would apply it: edits from the last to the first. */
function applied(code: string, { fix }: Violation): string {
  const lines = code.split('\n');
  const offsetOf = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  const edits = (fix?.edits ?? []).map((edit) => ({
    start: offsetOf(edit.line, edit.column),
    end: offsetOf(edit.endLine, edit.endColumn),
    text: edit.text,
  }));
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: replacement }) => text.slice(0, start) + replacement + text.slice(end), code);
}

const pairs: readonly (readonly [string, string, string])[] = [
  [
    'an import that nothing uses',
    'import os.path as p\nimport json\n\ndef handler(t: str):\n    return json.loads(t)\n',
    'import json\n\ndef handler(t: str):\n    return json.loads(t)\n',
  ],
  [
    'one of several imports',
    'import json, os  # both\n\ndef handler(t: str):\n    return json.loads(t)\n',
    'import json  # both\n\ndef handler(t: str):\n    return json.loads(t)\n',
  ],
  [
    'a from-import over several lines',
    'from os import (\n    path,\n    environ,\n)\n\ndef handler(t: str):\n    return t\n',
    '\ndef handler(t: str):\n    return t\n',
  ],
  [
    'a name that an allowed module does not give',
    'from typing import Any, get_type_hints, List as L\n\ndef handler(t: Any) -> L:\n    return [t]\n',
    'from typing import Any, List as L\n\ndef handler(t: Any) -> L:\n    return [t]\n',
  ],
  [
    'everything of a module',
    'from math import *\n\ndef handler(x: float) -> float:\n    return sqrt(x) * pi\n',
    'from math import pi, sqrt\n\ndef handler(x: float) -> float:\n    return sqrt(x) * pi\n',
  ],
  [
    'a module that was not imported',
    '"""Reads."""\nfrom __future__ import annotations\n\ndef handler(t: str):\n    return json.loads(t)\n',
    '"""Reads."""\nfrom __future__ import annotations\nimport json\n\ndef handler(t: str):\n    return json.loads(t)\n',
  ],
  [
    'a module that was not imported, above a decorator',
    '@functools.cache\ndef handler(t: str):\n    return t\n',
    'import functools\n@functools.cache\ndef handler(t: str):\n    return t\n',
  ],
  [
    'the class of an object',
    'def handler(x):\n    kind = x["a"].__class__\n    return str(kind)\n',
    'def handler(x):\n    kind = type(x["a"])\n    return str(kind)\n',
  ],
  [
    'a script at the end',
    'def handler(x: str):\n    return x\n\nif __name__ == "__main__":\n    print(handler(input()))\n',
    'def handler(x: str):\n    return x\n\n',
  ],
];

describe('fixes', () => {
  it.each(pairs)('mend %s', async (_title, bad, good) => {
    const fixed = (await judge(bad)).find(({ fix }) => fix);

    expect(fixed && applied(bad, fixed)).toBe(good);
    expect(await judge(good)).toEqual([]);
  });

  it.each([
    ['the import is named in __all__', 'import os\n__all__ = ["os"]\n\ndef handler(x):\n    return x\n'],
    ['the block would be empty', 'def handler(x):\n    import os\n'],
    ['the line holds more', 'import os; y = 1\n\ndef handler(x):\n    return x\n'],
    [
      'the script defines what the tool uses',
      'if __name__ == "__main__":\n    y = input()\n\ndef handler(x):\n    return y\n',
    ],
    ['the chain goes on', 'def handler(x):\n    return x.__class__.__base__\n'],
    ['type is another thing', 'def handler(x, type):\n    k = x.__class__\n    return type(k)\n'],
  ])('are not offered when %s', async (_title, code) => {
    const violations = await judge(code);

    expect(violations).not.toEqual([]);
    expect(violations.filter(({ fix }) => fix)).toEqual([]);
  });

  it('leave code that parses and no longer breaks the rule there', async () => {
    const samples = readCorpus('hostile').filter(({ language }) => language === 'python');
    for (const { code } of samples) {
      const violations = await judge(code);
      for (const violation of violations.filter(({ rule, fix }) => fix && rule.startsWith('python.'))) {
        const after = await judge(applied(code, violation));

        const same = (one: Violation) => one.rule === violation.rule;
        expect(after.filter(({ rule }) => rule.startsWith('syntax.'))).toEqual([]);
        expect(after.filter(same).length).toBeLessThan(violations.filter(same).length);
      }
    }
  });
});
