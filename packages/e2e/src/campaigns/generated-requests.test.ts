import type { Job, Tool } from '@dtr/contracts';
import fc from 'fast-check';
import type { Answer } from '../http/agent.ts';
import { aDraft, aPythonDraft, uniqueName } from '../scenarios/drafts.ts';
import { type Connection, connect } from '../stack/connection.ts';
import { printedSeed, sized } from './campaign.ts';
import { type KnownValues, requestsOf } from './request-arbitrary.ts';

const atOnce = 4;

/** The agent throws on any answer outside the OpenAPI document, so what is left to see is the status. */
describe('requests generated from the OpenAPI document', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  it('are all answered as documented, never with a 5xx', async () => {
    const total = sized(10_000);
    const seed = printedSeed('generated-requests', `${total} requests`);
    const statuses = new Map<number, number>();
    const requests = requestsOf(stack.contract.document, await knownValues(stack));

    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: atOnce, maxLength: atOnce }), async (batch) => {
        const answers = await Promise.all(
          batch.map(({ method, path, ...options }) => stack.planner.call(method, path, options)),
        );
        for (const answer of answers) statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      }),
      { seed, numRuns: total / atOnce, endOnFailure: true },
    );

    process.stderr.write(
      `answers by status: ${[...statuses]
        .sort()
        .map(([status, count]) => `${status}: ${count}`)
        .join(', ')}\n`,
    );
    // A campaign that only ever met refusals would have seen nothing.
    for (const status of [200, 201, 202, 400, 404])
      expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);
  }, 600_000);
});

async function knownValues({ planner, researcher }: Connection): Promise<KnownValues> {
  const created: Answer<Tool>[] = [];
  // Many, because the campaign deletes what it can.
  for (let index = 0; index < sized(300); index += 1) {
    const draft = index % 2 === 0 ? aDraft() : aPythonDraft({ visibility: 'shared' });
    const agent = index % 5 === 0 ? researcher : planner;
    created.push(await agent.call<Tool>('POST', '/tools', { body: draft }));
  }
  const toolIds = created.map(({ body }) => body.toolId);
  const execution = await planner.call<{ executionId: string }>('POST', `/tools/${toolIds[1]}/execute`, {
    body: { input: { value: 1 } },
  });
  const job = await planner.call<Job>('POST', `/tools/${toolIds[1]}/execute`, {
    body: { input: { value: 1 } },
    headers: { prefer: 'respond-async' },
  });
  return {
    pathParameters: {
      toolId: [...toolIds, 'tool-01ARZ3NDEKTSV4RRFFQ69G5FAV'],
      version: ['1', '2', '0', '-1', '999999999999'],
      executionId: [execution.body.executionId, 'exec-01ARZ3NDEKTSV4RRFFQ69G5FAV'],
      jobId: [job.body.jobId, 'job-01ARZ3NDEKTSV4RRFFQ69G5FAV'],
      name: ['default', 'strict', 'none'],
      asset: ['none.js', '..%2Fpackage.json'],
    },
    headers: {
      'if-match': [...created.map(({ headers }) => headers.etag ?? ''), '*', '"stale"'],
      prefer: ['respond-async', 'wait=0', 'wait=1', 'respond-async, wait=1', 'return=minimal', 'wait=soon'],
      'idempotency-key': Array.from({ length: sized(1_000) }, () => uniqueName('key')),
    },
    bodyMembers: vocabulary,
  };
}

const mostly = <Value>(usual: fc.Arbitrary<Value>, otherwise: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 5, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: otherwise });

const schemas = mostly(
  fc.constantFrom<unknown>(
    { type: 'object', properties: { value: { type: 'number' } } },
    { type: 'object', properties: { value: { $ref: '#/$defs/a' } }, $defs: { a: { pattern: '^(a|a)*$' } } },
  ),
  fc.oneof(
    fc.constant({ type: 'object', properties: { value: { $ref: 'https://example.com/x.json' } } }),
    fc.dictionary(
      fc.constantFrom('type', 'properties', '$ref', 'enum', 'items', 'not', 'if'),
      fc.jsonValue({ maxDepth: 3 }),
    ),
  ),
);

/** Other names of the schemas: giving both is refused, so they are given seldom. */
const seldom = mostly(fc.constant(undefined), schemas);

/** Values that often get past the first check, so that the request meets what lies behind it. */
const vocabulary = {
  name: mostly(fc.stringMatching(/^[a-z][a-z0-9]{4,12}$/), fc.string({ maxLength: 70 })),
  language: mostly(fc.constant('javascript'), fc.constantFrom('python', 'typescript', 'ruby')),
  entryPoint: mostly(fc.constant('run'), fc.string({ maxLength: 8 })),
  code: mostly(
    fc.nat().map((mark) => `function run(value) { return [value, ${mark}]; }`),
    fc.oneof(
      fc.nat().map((mark) => `def run(value: int = ${mark}) -> int:\n    return value\n`),
      fc.constantFrom(
        'function run(a) { return eval(a); }',
        'import os\ndef run(): return os.name',
        'def run(',
        ' ',
        '\u202e',
      ),
      fc.string({ unit: 'binary', maxLength: 60 }),
    ),
  ),
  parameters: schemas,
  returns: schemas,
  inputSchema: seldom,
  input_schema: seldom,
  outputSchema: seldom,
  output_schema: seldom,
  input: mostly(fc.constant({ value: 5 }), fc.record({ value: fc.jsonValue({ maxDepth: 2 }) })),
};
