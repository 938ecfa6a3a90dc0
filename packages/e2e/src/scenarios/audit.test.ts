import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Tool, ToolDraft, ValidationReport } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aPythonDraft } from './drafts.ts';

jest.setTimeout(30_000);

interface Event {
  readonly kind: string;
  readonly actor: string;
  readonly digest?: string;
  readonly policy?: { readonly name: string };
  readonly details: Readonly<Record<string, unknown>>;
}

describe('the audit log', () => {
  let stack: Connection;
  let table: DynamoDBDocumentClient;
  beforeAll(async () => {
    stack = await connect();
    const credentials = await stack.credentialsOf('operator');
    const client = new DynamoDBClient({ endpoint: stack.endpoints.dynamodb ?? '', region: 'us-east-1', credentials });
    table = DynamoDBDocumentClient.from(client);
  });
  afterAll(() => table.destroy());

  /** Events of these days about a definition, in their order, as they are stored. */
  async function textsAbout(digest: string, days: readonly string[]): Promise<readonly string[]> {
    const texts: string[] = [];
    for (const pk of chainsOf(days)) {
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const query = new QueryCommand({
          TableName: 'dtr-local',
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: 'contains(event, :digest)',
          ExpressionAttributeValues: { ':pk': pk, ':digest': digest },
          ExclusiveStartKey,
        });
        const { Items = [], LastEvaluatedKey } = await table.send(query);
        texts.push(...Items.map(({ event }) => String(event)));
        ExclusiveStartKey = LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
    }
    return texts;
  }
  const chainsOf = (days: readonly string[]) =>
    [...new Set(days)].flatMap((day) =>
      Array.from({ length: 16 }, (_, lane) => `AUDIT#${day}#${String(lane).padStart(2, '0')}`),
    );
  const today = () => new Date().toISOString().slice(0, 10);
  const validate = (draft: ToolDraft) =>
    stack.planner.call<ValidationReport>('POST', '/tools/validate', { body: draft });

  it('has every verdict that was given, cached ones too, with the rules broken and none of the code', async () => {
    const code = `import os\n\ndef secret_name_${Date.now()}() -> str:\n    return os.getcwd()\n`;
    const draft = aPythonDraft({ code });
    const before = today();

    const { body } = await validate(draft);
    await validate(draft);
    await stack.planner.refused('POST', '/tools', { body: draft });

    const texts = await textsAbout(body.digest, [before, today()]);
    const events = texts.map((text): Event => JSON.parse(text));
    expect(events.map(({ kind, actor, policy }) => [kind, actor, policy?.name])).toEqual(
      Array.from({ length: 3 }, () => ['verdict', '000000000000/user/planner', 'default']),
    );
    expect(events.map(({ details }) => [details.during, details.verdict, details.cached])).toEqual([
      ['validate', 'rejected', false],
      ['validate', 'rejected', true],
      ['create', 'rejected', true],
    ]);
    const rules = new Set(body.violations.map(({ rule }) => rule));
    expect(Object.keys(events[0]?.details.rules ?? {}).sort()).toEqual([...rules].sort());
    expect(texts.join()).not.toMatch(/secret_name|getcwd/);
  });

  it('has the verdict that let a tool in', async () => {
    const before = today();
    const { body } = await stack.researcher.call<Tool>('POST', '/tools', { body: aPythonDraft() });

    const texts = await textsAbout(body.digest, [before, today()]);

    expect(texts.map((text) => JSON.parse(text))).toEqual([
      expect.objectContaining({
        kind: 'verdict',
        actor: '000000000000/user/researcher',
        details: expect.objectContaining({ during: 'create', verdict: 'accepted' }),
      }),
    ]);
  });
});
