import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface Spent {
  readonly calls: number;
  /** Capacity units of the table and of its indexes. */
  readonly tableUnits: number;
  readonly indexUnits: number;
}

interface Capacity {
  readonly CapacityUnits?: number;
  readonly Table?: { readonly CapacityUnits?: number };
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
}

/** A client that lets the engine say what each command costs. */
export function createCountingClient(engine: DynamoDBDocumentClient) {
  let spent: Spent = { calls: 0, tableUnits: 0, indexUnits: 0 };
  const count = ({ Table, GlobalSecondaryIndexes = {} }: Capacity) => {
    const indexUnits = Object.values(GlobalSecondaryIndexes).map(({ CapacityUnits = 0 }) => CapacityUnits);
    spent = {
      ...spent,
      tableUnits: spent.tableUnits + (Table?.CapacityUnits ?? 0),
      indexUnits: spent.indexUnits + indexUnits.reduce((sum, units) => sum + units, 0),
    };
  };
  const client = {
    async send(command: { input: object }) {
      Object.assign(command.input, { ReturnConsumedCapacity: 'INDEXES' });
      spent = { ...spent, calls: spent.calls + 1 };
      const answer = await engine.send(command as never);
      const { ConsumedCapacity = [] } = answer as { readonly ConsumedCapacity?: Capacity | readonly Capacity[] };
      for (const capacity of [ConsumedCapacity].flat() as readonly Capacity[]) count(capacity);
      return answer;
    },
  } as unknown as DynamoDBDocumentClient;
  return {
    client,
    /** What was spent since it was asked last. */
    takeSpent(): Spent {
      const taken = spent;
      spent = { calls: 0, tableUnits: 0, indexUnits: 0 };
      return taken;
    },
  };
}
