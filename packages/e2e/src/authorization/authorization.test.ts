import { type Route, routes } from '@dtr/contracts';
import type { Answer, Caller } from '../http/agent.ts';
import { type Connection, connect } from '../stack/connection.ts';
import { type Access, type AccessRequest, accessTable } from './access-table.ts';
import { absentOf, acquire, type Belongings } from './belongings.ts';
import { gatherVisitors, type Visitor, type Visitors } from './callers.ts';
import { comparable } from './comparable.ts';
import { expectedStatus, gatewayRefusal, isLetIn, type Thing } from './expected-status.ts';

jest.setTimeout(180_000);

const rows = routes.map((route) => [`${route.method} ${route.path}`, route, accessTable[route.operationId]] as const);

describe('who may do what', () => {
  let stack: Connection;
  let visitors: Visitors;
  let named: Pick<Belongings, 'agentName' | 'policyName' | 'asset'>;
  /** Of each owner: what others try to reach. */
  let reached: readonly Readonly<Record<'privately' | 'shared' | 'deleted', Belongings>>[];
  let asked = 0;
  beforeAll(async () => {
    stack = await connect();
    visitors = await gatherVisitors(stack);
    const page = await visitors.others[0]?.caller.call('GET', '/docs');
    const asset = /(?:src|href)="\/?docs\/([^"]+)"/.exec(page?.text ?? '')?.[1] ?? '';
    named = { agentName: visitors.agentName, policyName: 'default', asset };
    reached = await Promise.all(
      visitors.owners.map(async ({ caller }) => ({
        privately: await acquire(caller, named),
        shared: await acquire(caller, named, 'shared'),
        deleted: await deletedOf(caller),
      })),
    );
  });

  async function deletedOf(caller: Caller): Promise<Belongings> {
    const belongings = await acquire(caller, named, 'shared');
    await caller.call('DELETE', `/tools/${belongings.toolId}`, { headers: { 'if-match': '*' } });
    return belongings;
  }
  const send = async (visitor: Visitor, route: Route, belongings: Belongings, request: AccessRequest) => {
    const { query = '', ...options } = request;
    const caller = visitor.withoutScope?.(route) ?? visitor.caller;
    asked += 1;
    return caller.call(route.method, pathOf(route, belongings) + query, options);
  };
  const requestsOf = ({ requests }: Access, belongings: Belongings) => requests?.(belongings) ?? [{}];

  it('is written down for every operation that the service publishes', () => {
    const published = Object.values(stack.contract.document.paths).flatMap((methods) =>
      Object.values(methods).map((operation) => (operation as unknown as { operationId: string }).operationId),
    );

    expect(Object.keys(accessTable).sort()).toEqual(published.sort());
    expect(rows.map(([, route]) => route.operationId).sort()).toEqual(published.sort());
  });

  describe.each(rows)('%s', (_name, route, access) => {
    /** The status of the first request, which is the one that would do what the route is for. */
    async function statusFault(visitor: Visitor, thing: Thing, belongings: Belongings) {
      const [request = {}] = requestsOf(access, belongings);
      const answer = await send(visitor, route, belongings, request);
      const expected = expectedStatus({ route, access, visitor, thing });
      return faults(`${visitor.name}, ${thing}`, [
        answer.status !== expected && `answered ${answer.status}, not ${expected}: ${answer.text.slice(0, 200)}`,
        !isLetIn(route, visitor) && answer.text !== gatewayRefusal && `was not turned away at the door`,
      ]);
    }

    it('opens to those it is for, and to nobody else', async () => {
      const wrong: string[] = [];
      for (const owner of visitors.owners) {
        const own = access.opens === 'owner' ? await acquire(owner.caller, named) : reached[0]?.privately;
        if (own) wrong.push(...(await statusFault(owner, 'own', own)));
      }
      for (const { privately, shared } of reached) {
        for (const visitor of visitors.others) {
          wrong.push(...(await statusFault(visitor, "another's", privately)));
          if (access.shared !== undefined) wrong.push(...(await statusFault(visitor, 'shared', shared)));
        }
      }

      expect(wrong).toEqual([]);
    });

    /** Where the answers about two things differ, which look the same to the visitor. */
    async function differences(visitor: Visitor, one: Belongings, other: Belongings) {
      const about = async (belongings: Belongings, request: AccessRequest) =>
        JSON.stringify(comparable(await send(visitor, route, belongings, request), namesOf(route, belongings)));
      const others = requestsOf(access, other);
      const wrong: string[] = [];
      for (const [index, request] of requestsOf(access, one).entries()) {
        const answers = [await about(one, request), await about(other, others[index] ?? request)];
        if (answers[0] !== answers[1]) wrong.push(`${visitor.name}, request ${index}: ${answers.join(' but ')}`);
      }
      return wrong;
    }

    if (access.absent !== undefined && access.opens !== 'anyone') {
      it('answers others about what is not theirs as about what is not there', async () => {
        const wrong: string[] = [];
        for (const { privately } of reached) {
          for (const visitor of visitors.others.filter((other) => !mayKnow(access, other))) {
            wrong.push(...(await differences(visitor, privately, absentOf(privately))));
          }
        }

        expect(wrong).toEqual([]);
      });
    }

    if (route.path.includes('{toolId}')) {
      it('answers everybody about a deleted tool as about one that never was', async () => {
        const wrong: string[] = [];
        for (const visitor of [...visitors.owners, ...visitors.others]) {
          for (const { deleted } of reached) wrong.push(...(await differences(visitor, deleted, absentOf(deleted))));
        }

        expect(wrong).toEqual([]);
      });
    }

    it('shows others nothing of what is private', async () => {
      const wrong: string[] = [];
      for (const { privately } of reached) {
        for (const visitor of visitors.others) {
          for (const request of requestsOf(access, privately)) {
            const answer = await send(visitor, route, privately, request);
            const isForOperators = visitor.as === 'operator' && access.opens === 'operators';
            if (!isForOperators) wrong.push(...leaks(visitor, answer, privately));
          }
        }
      }

      expect(wrong).toEqual([]);
    });
  });

  it('was tried by everybody at every route', () => {
    expect(asked).toBeGreaterThan(routes.length * (visitors.owners.length + visitors.others.length));
  });

  it('leaves what is private as it was, whatever others tried', async () => {
    for (const [index, { privately }] of reached.entries()) {
      const { headers, body } = (await visitors.owners[index]?.caller.call('GET', `/tools/${privately.toolId}`)) ?? {};

      expect([headers?.etag, body]).toEqual([
        privately.etag,
        expect.objectContaining({ status: 'active', version: 1 }),
      ]);
    }
  });
});

const faults = (where: string, found: readonly (string | false)[]) =>
  found.filter((fault) => fault !== false).map((fault) => `${where}: ${fault}`);

/** Operators may know which agents and policies there are, and every agent which policies. */
const mayKnow = ({ opens }: Access, { as }: Visitor) =>
  opens === 'anyone' || (opens === 'agents' && as !== 'outside') || (opens === 'operators' && as === 'operator');

/** Ids that the caller did not send, and words and results of the tool. */
function leaks(
  { name }: Visitor,
  { text, headers, status }: Answer,
  { mark, executionId, jobId }: Belongings,
): string[] {
  const shown = `${text}\n${JSON.stringify(headers)}`;
  const isEchoed = status === 404 || status === 403;
  return [mark, ...(isEchoed ? [] : [executionId, jobId])]
    .filter((secret) => shown.includes(secret))
    .map((secret) => `${name} was shown ${secret}`);
}

const pathOf = (route: Route, belongings: Belongings) =>
  route.path.replaceAll(/\{(\w+)\}/g, (_, variable: string) => segmentOf(route, belongings, variable));

const namesOf = (route: Route, belongings: Belongings) =>
  [...route.path.matchAll(/\{(\w+)\}/g)].map(([, variable = '']) => segmentOf(route, belongings, variable));

function segmentOf({ path }: Route, belongings: Belongings, variable: string): string {
  const name = path.startsWith('/agents') ? belongings.agentName : belongings.policyName;
  const values: Readonly<Record<string, unknown>> = { ...belongings, name };
  return String(values[variable]);
}
