import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTexts } from './make-texts.ts';

describe('the texts of the harness', () => {
  it('are made of the parts as they are now: run write-texts.ts when this fails', async () => {
    expect(readFileSync(join(import.meta.dirname, 'texts.ts'), 'utf8')).toBe(await makeTexts());
  });
});
