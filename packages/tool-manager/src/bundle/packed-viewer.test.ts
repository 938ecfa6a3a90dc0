import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { packedViewer } from './packed-viewer.ts';

describe('packedViewer', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'viewer-'));
  afterAll(() => rmSync(outDir, { recursive: true }));

  it('is one script that defines the element of the page, small enough for the zip', async () => {
    const { path, madeFrom } = await packedViewer(outDir);
    const packed = readFileSync(path);

    expect(brotliDecompressSync(packed).toString('utf8')).toContain('openapi-explorer');
    expect(packed.length).toBeLessThan(116_000);
    expect(madeFrom.filter((file) => file.includes('i18next'))).toEqual([]);
    expect(madeFrom.some((file) => file.includes('lit-html'))).toBe(true);
  }, 180_000);
});
