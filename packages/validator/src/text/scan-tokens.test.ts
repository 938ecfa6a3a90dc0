import { maximumDepth, scanTokens } from './scan-tokens.ts';

describe('scanTokens', () => {
  it.each([
    ['python', 'x = f(a[1], {"k": (2)})', 3],
    ['python', 'x = "((((" # [[[[', 0],
    ['python', 'x = """((\n"(("""', 0],
    ['python', "x = 'it\\'s ('", 0],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code under test is a template.
    ['javascript', 'f(`a ${b(`${c}`)} )`)', 4],
    ['javascript', 'x = /[(]/.test(y) // ((((', 1],
    ['javascript', 'x = a / (b) / c', 1],
    ['javascript', 'return /\\((\\(/', 0],
    ['javascript', '/* (((( */ x', 0],
    ['typescript', 'let a: Map<string, Array<Set<number>>>', 3],
    ['typescript', 'if (a < b) {}\nif (c < d) {}', 2],
  ] as const)('counts the nesting of %s %j', (language, code, depth) => {
    expect(scanTokens(code, language).depth).toBe(depth);
  });

  it('says where the nesting first passes the limit', () => {
    const code = `x = ${'['.repeat(maximumDepth + 5)}`;

    expect(scanTokens(code, 'python').tooDeepAt).toBe(4 + maximumDepth);
  });

  it('counts words, literals and marks as tokens, and comments not at all', () => {
    expect(scanTokens('x = f("a b") # c d', 'python').tokens).toBe(6);
    expect(scanTokens('x = /a b/g; // c d', 'javascript').tokens).toBe(5);
  });

  it('lists words beyond ASCII outside strings and comments', () => {
    const code = 'größe = "größe"  # größe';

    expect(scanTokens(code, 'python').foreignWords).toEqual([{ start: 0, end: 5 }]);
  });

  it('remembers the innermost bracket that stays open', () => {
    expect(scanTokens('x = (1,\ny = [2]\n', 'python').unclosedAt).toBe(4);
    expect(scanTokens('x = (1)', 'python').unclosedAt).toBeUndefined();
  });
});
