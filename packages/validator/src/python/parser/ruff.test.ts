import { diagnose } from './ruff.ts';

const messages = (code: string) => diagnose(code).map(({ message }) => message);

describe('the parser of Python', () => {
  it('says the same after code that made its memory grow', () => {
    const misplaced = 'return 1\n';
    const before = messages(misplaced);
    // Takes it from 8 MB to 60.
    const large = `def f(x):\n    while True:\n${'        x = x + 1\n'.repeat(3_900)}`;

    expect(messages(large)).toEqual([]);
    expect(messages(large)).toEqual([]);
    expect(before).toHaveLength(1);
    expect(messages(misplaced)).toEqual(before);
  });
});
