import type { ToolSummary } from '@dtr/contracts';
import { makeToolFilter } from './tool-filter.ts';

const summary = {
  name: 'slugify',
  title: 'Slugify Text',
  description: 'Turns a title into a URL slug.',
  language: 'python',
  tags: ['text', 'Über'],
} as unknown as ToolSummary;

describe('makeToolFilter', () => {
  it.each([
    [{}],
    [{ language: 'python' as const }],
    [{ tag: 'text' }],
    [{ q: 'URL slug' }],
    [{ q: '  SLUG \t über ' }],
    [{ q: 'u\u0308ber' }],
    [{ q: '' }],
    [{ language: 'python' as const, tag: 'text', q: 'turns' }],
  ])('keeps the tool for %j', (filter) => {
    expect(makeToolFilter(filter)(summary)).toBe(true);
  });

  it.each([
    [{ language: 'typescript' as const }],
    [{ tag: 'tex' }],
    [{ tag: 'Text' }],
    [{ q: 'slug missing' }],
    [{ q: 'textTurns' }],
    [{ tag: 'text', q: 'absent' }],
  ])('drops the tool for %j', (filter) => {
    expect(makeToolFilter(filter)(summary)).toBe(false);
  });
});
