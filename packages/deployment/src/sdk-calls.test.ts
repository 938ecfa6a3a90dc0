import { callsIn, sdkCallsOf } from './sdk-calls.ts';

describe('callsIn', () => {
  it('finds commands by their file, also those of a module that is loaded late or has been given a number', () => {
    const bundle = [
      '// packages/a/src/one.ts',
      'client.send(new GetCommand(x)); client.send(new sdk.PutObjectCommand(y));',
      '// packages/a/src/two.ts',
      'client.send(new GetCommand2(z));',
    ].join('\n');

    expect(callsIn(bundle)).toEqual([
      { command: 'GetCommand', files: ['packages/a/src/one.ts', 'packages/a/src/two.ts'] },
      { command: 'PutObjectCommand', files: ['packages/a/src/one.ts'] },
    ]);
  });

  it('counts the items of transactions where there are any', () => {
    const item = '// a.ts\nconst items = [{ Put: { Item } }, { ConditionCheck: check }];';
    const commands = (bundle: string) => callsIn(bundle).map(({ command }) => command);

    expect(commands(item)).toEqual([]);
    expect(commands(`${item}\nnew TransactWriteCommand({ items });`)).toEqual([
      'TransactWriteCommand',
      'Put',
      'ConditionCheck',
    ]);
  });

  it('refuses calls that it cannot see', () => {
    expect(() => callsIn('// a.ts\nfor await (const page of paginateQuery(config, input)) {}')).toThrow(
      'paginateQuery( calls AWS by itself',
    );
  });
});

describe('sdkCallsOf', () => {
  it('finds what the executor calls: nothing; and that only who sweeps can remove an object', async () => {
    const commandsOf = async (folder: string) => (await sdkCallsOf(folder)).map(({ command }) => command);

    expect(await commandsOf('executor')).toEqual([]);
    expect(await commandsOf('tool-manager')).not.toContain('DeleteObjectCommand');
    expect(await commandsOf('worker')).toContain('DeleteObjectCommand');
  });
});
