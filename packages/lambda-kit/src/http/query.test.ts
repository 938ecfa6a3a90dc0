import { anEvent, errorOf } from '../testing/an-event.ts';
import { listToolsQueryShape } from '../validation/request-shapes.ts';
import { requireNoQuery } from './no-query.ts';
import { parseQuery } from './query.ts';

const asked = (rawQueryString: string) => anEvent({ rawQueryString });
const faultsOf = (rawQueryString: string) =>
  errorOf(() => parseQuery(asked(rawQueryString), listToolsQueryShape)).details;

describe('parseQuery', () => {
  it('gives numbers as numbers and everything else as text', () => {
    expect(parseQuery(asked('limit=7&q=42&owner=me&tag=a%20b'), listToolsQueryShape)).toEqual({
      limit: 7,
      q: '42',
      owner: 'me',
      tag: 'a b',
    });
    expect(parseQuery(asked(''), listToolsQueryShape)).toEqual({});
  });

  it.each([
    ['limit=0', '/query/limit'],
    ['limit=101', '/query/limit'],
    ['limit=1.5', '/query/limit'],
    ['limit=1e1', '/query/limit'],
    ['limit=', '/query/limit'],
    ['owner=someone', '/query/owner'],
    ['language=ruby', '/query/language'],
    ['q=', '/query/q'],
    ['q=a%00b', '/query/q'],
    ['limit=1&limit=2', '/query/limit'],
    ['color=red', '/query/color'],
    ['__proto__=1', '/query/__proto__'],
  ])('refuses ?%s', (query, pointer) => {
    expect(faultsOf(query)).toMatchObject({ errors: [{ pointer, message: expect.any(String) }] });
  });

  it('names all faults at once', () => {
    expect(faultsOf('limit=0&owner=x')).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/query/limit' }),
        { pointer: '/query/owner', message: 'must be "me", "shared" or "all"' },
      ]),
    });
  });
});

describe('requireNoQuery', () => {
  it('refuses every parameter by name', () => {
    expect(() => requireNoQuery(asked(''))).not.toThrow();
    expect(errorOf(() => requireNoQuery(asked('a=1&b=2'))).details).toMatchObject({
      errors: [{ pointer: '/query/a' }, { pointer: '/query/b' }],
    });
  });
});
