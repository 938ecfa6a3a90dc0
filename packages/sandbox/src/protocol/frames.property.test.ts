import fc from 'fast-check';
import { createFrameReader, encodeFrame, type Frame, frameTypes, maximumFrameBytes } from './frames.ts';

const frames = fc.array(fc.tuple(fc.constantFrom(...Object.values(frameTypes)), fc.uint8Array({ maxLength: 50 })));

describe('frames', () => {
  it('arrive whole and in order, however the stream is cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, cuts) => {
        const stream = Buffer.concat(sent.map(([type, payload]) => encodeFrame(type, Buffer.from(payload))));
        const received: Frame[] = [];
        const read = createFrameReader((frame) => received.push(frame));

        for (let at = 0, index = 0; at < stream.length; index += 1) {
          const length = cuts[index % cuts.length] ?? 1;
          read(stream.subarray(at, at + length));
          at += length;
        }

        expect(received.map(({ type, payload }) => [type, [...payload]])).toEqual(
          sent.map(([type, payload]) => [type, [...payload]]),
        );
      }),
    );
  });

  it('are refused when they announce more than any honest one has', () => {
    const head = Buffer.alloc(5);
    head.writeUInt32LE(maximumFrameBytes + 1, 0);
    const read = createFrameReader(() => {});

    expect(() => read(head)).toThrow(RangeError);
  });
});
