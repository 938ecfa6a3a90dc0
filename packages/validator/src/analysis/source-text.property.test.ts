import fc from 'fast-check';
import { createSourceText } from './source-text.ts';

const codes = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 12 })
  .map((lines) => lines.join('\n'));

describe('createSourceText', () => {
  it('finds every offset again from its line and column', () => {
    fc.assert(
      fc.property(codes, fc.nat(), (code, seed) => {
        const source = createSourceText(code);
        const offset = seed % (code.length + 1);

        const { line, column } = source.positionOf(offset);

        expect((source.lineStarts[line - 1] ?? 0) + column - 1).toBe(offset);
      }),
    );
  });

  it('turns columns in bytes into offsets, whatever the characters', () => {
    fc.assert(
      fc.property(codes, fc.nat(), fc.nat(), (code, lineSeed, unitSeed) => {
        const source = createSourceText(code);
        const line = (lineSeed % source.lineStarts.length) + 1;
        const characters = [...source.lineText(line)];
        const head = characters.slice(0, unitSeed % (characters.length + 1)).join('');

        const offset = source.offsetOfBytes(line, Buffer.byteLength(head));

        expect(offset).toBe((source.lineStarts[line - 1] ?? 0) + head.length);
      }),
    );
  });

  it('gives back the code from its lines', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const source = createSourceText(code);

        const lines = source.lineStarts.map((_, index) => source.lineText(index + 1));

        expect(lines.join('\n')).toBe(code);
      }),
    );
  });
});
