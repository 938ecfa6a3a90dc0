import { checksumAlgorithms, createChecksum } from './checksums.ts';

/** Published check values: the checksum of the nine bytes `123456789`. */
const published: Record<string, string> = {
  crc32: 'cbf43926',
  crc32c: 'e3069283',
  crc64nvme: 'ae8b14860a799888',
  sha1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  sha256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
};

describe('checksums', () => {
  it.each(checksumAlgorithms)('agree with the published check value, in one piece or several: %s', (algorithm) => {
    const whole = createChecksum(algorithm);
    const pieces = createChecksum(algorithm);
    whole.update(Buffer.from('123456789'));
    for (const piece of ['1', '', '2345', '6789']) pieces.update(Buffer.from(piece));

    expect(whole.digest().toString('hex')).toBe(published[algorithm]);
    expect(pieces.digest().toString('hex')).toBe(published[algorithm]);
  });
});
