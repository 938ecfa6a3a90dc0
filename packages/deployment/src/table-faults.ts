import { expiryAttribute, tableDefinition } from '@dtr/adapters-aws';
import { type Plan, type Values, valuesOf } from './plan.ts';

/** Where the table of the plan is not the one that the adapters use. */
export function tableFaults(plan: Plan): readonly string[] {
  const [table] = valuesOf(plan, 'aws_dynamodb_table', 'table');
  if (!table) return ['there is no table'];
  const planned = plannedShape(table);
  const used = usedShape();
  return Object.entries(used)
    .filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(planned[part as keyof typeof used]))
    .map(
      ([part, value]) =>
        `the table's ${part}: planned ${JSON.stringify(planned[part as keyof typeof used])}, used ${JSON.stringify(value)}`,
    );
}

function plannedShape(table: Values) {
  return {
    keys: [table.hash_key, table.range_key],
    attributes: sorted(table.attribute.map(({ name, type }: Values) => `${name} ${type}`)),
    indexes: sorted(
      table.global_secondary_index.map((index: Values) =>
        [index.name, index.hash_key, index.range_key, index.projection_type, ...sorted(index.non_key_attributes)].join(
          ' ',
        ),
      ),
    ),
    expiry: table.ttl[0]?.enabled ? table.ttl[0].attribute_name : undefined,
  };
}

function usedShape() {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = tableDefinition('any');
  return {
    keys: KeySchema.map(({ AttributeName }) => AttributeName),
    attributes: sorted(
      AttributeDefinitions.map(({ AttributeName, AttributeType }) => `${AttributeName} ${AttributeType}`),
    ),
    indexes: sorted(
      GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys, Projection }) =>
        [
          IndexName,
          ...keys.map(({ AttributeName }) => AttributeName),
          Projection.ProjectionType,
          ...sorted(Projection.NonKeyAttributes),
        ].join(' '),
      ),
    ),
    expiry: expiryAttribute,
  };
}

const sorted = (texts: readonly string[]) => [...texts].sort();
