import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface Spent {
  readonly calls: number;
  /** Capacity units of the table and of its indexes. */
  readonly tableUnits: number;
  readonly indexUnits: number;
  /** The same, told apart by what they are billed as. */
  readonly readUnits: number;
  readonly writeUnits: number;
}

const nothing: Spent = { calls: 0, tableUnits: 0, indexUnits: 0, readUnits: 0, writeUnits: 0 };
const isRead = (command: object) => /^(Get|BatchGet|TransactGet|Query|Scan)Command$/.test(command.constructor.name);

interface Capacity {
  readonly CapacityUnits?: number;
  readonly Table?: { readonly CapacityUnits?: number };
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
}

/** A client that lets the engine say what each command costs. */
export function createCountingClient(engine: DynamoDBDocumentClient) {
  let spent = nothing;
  const count = ({ Table, GlobalSecondaryIndexes = {} }: Capacity, billedAs: 'readUnits' | 'writeUnits') => {
    const ofIndexes = Object.values(GlobalSecondaryIndexes).map(({ CapacityUnits = 0 }) => CapacityUnits);
    const indexUnits = ofIndexes.reduce((sum, units) => sum + units, 0);
    const tableUnits = Table?.CapacityUnits ?? 0;
    spent = {
      ...spent,
      tableUnits: spent.tableUnits + tableUnits,
      indexUnits: spent.indexUnits + indexUnits,
      [billedAs]: spent[billedAs] + tableUnits + indexUnits,
    };
  };
  const client = {
    async send(command: { input: object }) {
      Object.assign(command.input, { ReturnConsumedCapacity: 'INDEXES' });
      spent = { ...spent, calls: spent.calls + 1 };
      const answer = await engine.send(command as never);
      const { ConsumedCapacity = [] } = answer as { readonly ConsumedCapacity?: Capacity | readonly Capacity[] };
      const billedAs = isRead(command) ? 'readUnits' : 'writeUnits';
      for (const capacity of [ConsumedCapacity].flat() as readonly Capacity[]) count(capacity, billedAs);
      return answer;
    },
  } as unknown as DynamoDBDocumentClient;
  return {
    client,
    /** What was spent since it was asked last. */
    takeSpent(): Spent {
      const taken = spent;
      spent = nothing;
      return taken;
    },
  };
}
