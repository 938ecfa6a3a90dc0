import { languages, limits, type ToolDraft, visibilities } from '@dtr/contracts';
import { readHostileTools, readTools } from './read-corpus.ts';

const tools = readTools();
const hostile = readHostileTools();
const draftKeys = [
  'name',
  'title',
  'description',
  'language',
  'code',
  'entryPoint',
  'parameters',
  'returns',
  'tags',
  'visibility',
  'limits',
  'annotations',
  'examples',
];

describe('the corpus', () => {
  it('holds at least 40 tools in three languages, none of them twice', () => {
    expect(tools.length).toBeGreaterThanOrEqual(40);
    expect(new Set(tools.map(({ draft }) => draft.name)).size).toBe(tools.length);
    expect(new Set(tools.map(({ draft }) => draft.code)).size).toBe(tools.length);
    for (const language of languages) {
      expect(tools.filter(({ draft }) => draft.language === language).length).toBeGreaterThanOrEqual(12);
    }
  });

  it('leaves schemas to inference in many tools, and declares them in many', () => {
    const inferred = tools.filter(({ draft }) => draft.parameters === undefined).length;

    expect(inferred).toBeGreaterThanOrEqual(18);
    expect(tools.length - inferred).toBeGreaterThanOrEqual(18);
  });

  it.each(tools.map(({ folder, draft }) => [folder, draft] as const))('%s is a draft within the limits', (_, draft) => {
    expectDraft(draft);
  });

  it.each(tools.map(({ folder, draft }) => [folder, draft] as const))('%s has 2 to 4 tested examples', (_, draft) => {
    const examples = draft.examples ?? [];

    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(examples.length).toBeLessThanOrEqual(4);
    expect(examples.filter((example) => example.output === undefined)).toEqual([]);
    expect(new Set(examples.map((example) => JSON.stringify(example.input))).size).toBe(examples.length);
  });
});

describe('the hostile tools', () => {
  it('are at least eight, and at least one shows how to mend it', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(8);
    expect(hostile.filter(({ mended }) => mended !== undefined).length).toBeGreaterThanOrEqual(1);
  });

  it.each(hostile.map((tool) => [tool.folder, tool] as const))('%s says what it breaks and where', (_, tool) => {
    expectDraft(tool.draft);
    expect(tool.expected.rule).toMatch(/^[a-z]+\.[a-z-]+$/);
    expect(tool.draft.code.split('\n').length).toBeGreaterThan(tool.expected.line);
    expect(tool.mended?.code).not.toBe(tool.draft.code);
  });
});

function expectDraft(draft: ToolDraft): void {
  expect(Object.keys(draft).filter((key) => !draftKeys.includes(key))).toEqual([]);
  expect(draft.name).toMatch(/^(?!.*___)[a-zA-Z_][a-zA-Z0-9_]{0,63}$/);
  expect(draft.description.length).toBeGreaterThan(0);
  expect(draft.description.length).toBeLessThanOrEqual(limits.descriptionChars);
  expect(languages).toContain(draft.language);
  expect(Buffer.byteLength(draft.code)).toBeLessThanOrEqual(limits.codeBytes);
  expect(visibilities).toContain(draft.visibility ?? 'private');
  expect((draft.tags ?? []).length).toBeLessThanOrEqual(limits.tags);
  expect((draft.tags ?? []).filter((tag) => tag.length > limits.tagChars)).toEqual([]);
}
