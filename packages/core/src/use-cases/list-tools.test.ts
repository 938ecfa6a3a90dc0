import { makeUseCases } from '../make-use-cases.ts';
import type { ToolListQuery } from '../ports/tool-repository.ts';
import { aToolDraft, planner, researcher, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import type { ListTools, ToolQuery } from './list-tools.ts';

const setUp = () => {
  const ports = createMemoryPorts();
  const queries: ToolListQuery[] = [];
  const list = (query: ToolListQuery) => {
    queries.push(query);
    return ports.tools.list(query);
  };
  return { queries, ...makeUseCases({ ...ports, tools: { ...ports.tools, list } }, testSettings) };
};

/** Tools t0, t1, …; the odd ones are shared, every third belongs to the researcher. */
const setUpWith = async (count: number) => {
  const useCases = setUp();
  for (let index = 0; index < count; index += 1) {
    await useCases.createTool(
      index % 3 === 0 ? researcher : planner,
      aToolDraft({
        name: `t${index}`,
        code: `${index}`,
        visibility: index % 2 ? 'shared' : 'private',
        language: index % 5 === 0 ? 'python' : 'javascript',
        tags: index % 7 === 0 ? ['seven'] : [],
        description: index === 4 ? 'The needle.' : 'Hay.',
      }),
    );
  }
  return useCases;
};

async function readAll(listTools: ListTools, query: Partial<ToolQuery>, limit: number) {
  const pages: string[][] = [];
  let position: string | undefined;
  do {
    const page = await listTools(planner, { owner: 'all', ...query, limit, ...(position && { position }) });
    pages.push(page.items.map(({ name }) => name));
    position = page.position;
  } while (position !== undefined);
  return pages;
}

describe('listTools', () => {
  it('shows own and shared tools once each, newest first', async () => {
    const { listTools } = await setUpWith(10);

    expect(await readAll(listTools, {}, 100)).toEqual([['t9', 't8', 't7', 't5', 't4', 't3', 't2', 't1']]);
    expect(await readAll(listTools, { owner: 'me' }, 100)).toEqual([['t8', 't7', 't5', 't4', 't2', 't1']]);
    expect(await readAll(listTools, { owner: 'shared' }, 100)).toEqual([['t9', 't7', 't5', 't3', 't1']]);
  });

  it.each([1, 2, 3, 7, 8, 9])('gives the same tools in pages of %i', async (limit) => {
    const { listTools } = await setUpWith(10);

    const pages = await readAll(listTools, {}, limit);

    expect(pages.flat()).toEqual(['t9', 't8', 't7', 't5', 't4', 't3', 't2', 't1']);
    expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
    expect(pages.at(-1)).not.toEqual([]);
  });

  it.each([
    [{ language: 'python' as const }, ['t5']],
    [{ tag: 'seven' }, ['t7']],
    [{ q: 'NEEDLE the' }, ['t4']],
    [{ q: 'hay', owner: 'me' as const, language: 'javascript' as const }, ['t8', 't7', 't2', 't1']],
    [{ q: 'absent' }, []],
  ])('keeps what the filter %j keeps', async (filter, names) => {
    const { listTools } = await setUpWith(10);

    expect((await readAll(listTools, filter, 2)).flat()).toEqual(names);
  });

  it('reads no more for a first page than the page holds', async () => {
    const { listTools, queries } = await setUpWith(40);
    queries.length = 0;

    await listTools(planner, { owner: 'all', limit: 5 });

    expect(queries.map(({ limit }) => limit)).toEqual([6, 6]);
  });

  it('ends a page early rather than search for ever, and finds the rest by its position', async () => {
    const { listTools, queries } = await setUpWith(1_600);

    const first = await listTools(planner, { owner: 'me', q: 'needle', limit: 5 });

    expect(first.items).toEqual([]);
    expect(first.position).toBeDefined();
    queries.length = 0;
    expect((await readAll(listTools, { owner: 'me', q: 'needle' }, 5)).flat()).toEqual(['t4']);
  });

  it('does not see tools that came while it was read', async () => {
    const { listTools, createTool } = await setUpWith(6);
    const first = await listTools(planner, { owner: 'me', limit: 2 });
    await createTool(planner, aToolDraft({ name: 'late', code: 'late' }));

    const second = await listTools(planner, { owner: 'me', limit: 2, position: first.position ?? '' });

    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['t5', 't4', 't2', 't1']);
  });

  it('refuses a position of another list', async () => {
    const { listTools } = setUp();

    const foreign = listTools(planner, { owner: 'me', limit: 2, position: '7' });
    await expect(foreign).rejects.toMatchObject({ code: 'cursor.invalid' });
  });
});
