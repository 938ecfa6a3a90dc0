import { aRequest } from '../../testing/a-request.ts';
import { validate } from '../../validate.ts';

/** Calls what a table names. Known, it is harmless; unknown, it may be any function there is. */
const verdictOn = async (table: string, { use = '', read = 't[0]' } = {}) => {
  const code = `const t = ${table};
export function handler(x: any) {
  ${use}
  const found = x.items[${read}];
  return found[${read}]('return 1')();
}
`;
  return (await validate(aRequest('typescript', code))).verdict;
};

describe('a table', () => {
  it.each([
    ["['length']", 't[0]', ''],
    ["['length'] as const", 't[0]', ''],
    ["['length']", 't[0]', 't.map((name, index) => name + index);'],
    ["['length']", 't[0]', 't.forEach(String);'],
    ["['length']", 't[0]', 'for (const name of t) x.name = name;'],
    ["{ a: { k: 'length' } }", 't.a.k', ''],
    ["{ a: { k: 'length' } }", 't.a.k', "x.name = t['a'].k;"],
    ["new Map([['a', 'length']])", "t.get('a')", "t.has('b');"],
    ["'length,name'.split(',')", 't[0]', 'x.names = [...t];'],
  ])('is constant while it is only read: %s, by %s, beside %j', async (table, read, use) => {
    expect(await verdictOn(table, { read, use })).toBe('accepted');
  });

  it.each([
    't[0] = x.name;',
    '(t[0] as any) = x.name;',
    't[0]! = x.name;',
    '(<any>t[0]) = x.name;',
    '({ name: t[0] } = x);',
    't.splice(0, 1, x.name);',
    '(t.splice as any)(0, 1, x.name);',
    '(t?.splice)(0, 1, x.name);',
    't.map((name, index, self) => { self[0] = x.name; });',
    't.map(function () { arguments[2][0] = x.name; });',
    't.map((...all: any[]) => { all[2][0] = x.name; });',
    'const change = (name: any, index: any, self: any) => { self[0] = x.name; }; t.forEach(change);',
    't.reduce((sum: any, name: any, index: any, self: any) => { self[0] = x.name; }, 0);',
  ])('is not constant after %s', async (use) => {
    expect(await verdictOn("['length']", { use })).toBe('rejected');
  });

  it.each([
    ['t.a.k = x.name;', "{ a: { k: 'length' } }", 't.a.k'],
    ['const inner = t.a; inner.k = x.name;', "{ a: { k: 'length' } }", 't.a.k'],
    ['Object.assign(t.a, { k: x.name });', "{ a: { k: 'length' } }", 't.a.k'],
    ['for (const one of t) one.k = x.name;', "[{ k: 'length' }]", 't[0].k'],
    ['t.find(() => true)!.k = x.name;', "[{ k: 'length' }]", 't[0].k'],
    ['[...t][0].k = x.name;', "[{ k: 'length' }]", 't[0].k'],
  ])('is not constant when what is inside changes: %s', async (use, table, read) => {
    expect(await verdictOn(table, { use, read })).toBe('rejected');
  });

  it.each([
    ["t.set('a', x.name);", "new Map([['a', 'length']])", "t.get('a')"],
    ['t[0] = x.name;', "'length,name'.split(',')", 't[0]'],
    ['t[0] = x.name;', "'length'.split(',')", 'String(t)'],
    ['t[0] = x.name;', "['length'] as any", 't[0]'],
    ['t[0] = x.name;', "Array.from(['length'])", 't[0]'],
    ['t[0] = x.name;', "'a' ? ['length'] : ['name']", "t + ''"],
    ['t.k = x.name;', "Object.fromEntries([['k', 'length']])", 't.k'],
  ])('is not constant after %s, whatever made it: %s', async (use, table, read) => {
    expect(await verdictOn(table, { use, read })).toBe('rejected');
  });

  it('may hold itself', async () => {
    const round = '(() => { const one: any[] = []; one.push(one); return one; })()';

    expect(await verdictOn(round, { use: 't.length;' })).toBe('rejected');
  });
});
