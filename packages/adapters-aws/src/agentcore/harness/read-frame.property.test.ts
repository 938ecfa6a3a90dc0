import fc from 'fast-check';
import { createOutputReader } from './read-frame.ts';

const secret = '0123456789abcdef0123456789abcdef';
const begin = `\ndtr begin ${secret} cpython-3.14.2\n`;
const frame = (output: string) =>
  `${secret} done {"report":{"outcome":"returned"},"logs":{"stdout":"x"}}\n${output}\nend`;
const limits = { strayChars: 1_000, frameChars: 10_000 };

function readInPieces(text: string, cuts: readonly number[]) {
  const reader = createOutputReader(limits);
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((one, other) => one - other);
  let from = 0;
  for (const end of [...ends, text.length]) {
    reader.push(text.slice(from, end));
    from = end;
  }
  return reader.read();
}

/** What a tool prints by itself: anything, words of the harness among it, but not the secret. */
const printed = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.constantFrom('\n', 'dtr begin ', 'f'.repeat(32), ' done {"report":1}\n1\nend', '\ndtr begin'),
    ),
  )
  .map((parts) => parts.join('').slice(0, 900));

describe('what a session prints', () => {
  it('is read the same however it is cut into pieces', () => {
    fc.assert(
      fc.property(printed, fc.array(fc.nat()), (stray, cuts) => {
        const text = `${begin}${stray}${frame('{"a":1}')}\n`;

        const read = readInPieces(text, cuts);

        expect(read).toMatchObject({ engine: 'cpython-3.14.2', stray, frame: { kind: 'done', output: '{"a":1}' } });
        expect(read).toEqual(readInPieces(text, []));
      }),
    );
  });

  it('names no engine and has no frame before the first line of the harness', () => {
    fc.assert(
      fc.property(printed, fc.array(fc.nat()), (text, cuts) => {
        expect(readInPieces(text.replaceAll(/[0-9a-f]{32}/g, ''), cuts)).toEqual({ stray: '' });
      }),
    );
  });

  it('has no frame when its end is missing', () => {
    fc.assert(
      fc.property(printed, fc.nat(), (stray, cut) => {
        const whole = `${begin}${stray}${frame('1')}`;
        const text = whole.slice(0, begin.length + (cut % (whole.length - begin.length)));

        expect(readInPieces(text, [])).not.toHaveProperty('frame');
      }),
    );
  });

  it('is kept only as far as it matters', () => {
    const reader = createOutputReader(limits);
    reader.push(begin);
    for (let piece = 0; piece < 100; piece += 1) reader.push('x'.repeat(1_000_000));
    const { stray } = reader.read();
    reader.push(frame('y'.repeat(20_000)));

    expect(stray.length).toBeLessThanOrEqual(limits.strayChars + secret.length);
    expect(reader.read()).not.toHaveProperty('frame');
  });
});
