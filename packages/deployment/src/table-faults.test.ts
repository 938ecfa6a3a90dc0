import { tableFaults } from './table-faults.ts';
import { aPlan, aResource } from './testing/a-plan.ts';

const index = (name: string) => ({
  name,
  hash_key: `${name}pk`,
  range_key: `${name}sk`,
  projection_type: 'INCLUDE',
  non_key_attributes: ['summary'],
});

const table = {
  hash_key: 'pk',
  range_key: 'sk',
  attribute: ['gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'pk', 'sk'].map((name) => ({ name, type: 'S' })),
  global_secondary_index: [index('gsi2'), index('gsi1')],
  ttl: [{ enabled: true, attribute_name: 'expiresAtEpochSeconds' }],
};

const faultsOf = (changed: object) =>
  tableFaults(aPlan(aResource('table', 'aws_dynamodb_table', { ...table, ...changed })));

describe('tableFaults', () => {
  it('finds none in the table that the adapters use', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each([
    ['keys', { range_key: 'sort' }],
    ['indexes', { global_secondary_index: [index('gsi1')] }],
    ['indexes', { global_secondary_index: [index('gsi1'), { ...index('gsi2'), non_key_attributes: ['all'] }] }],
    ['expiry', { ttl: [{ enabled: false, attribute_name: 'expiresAtEpochSeconds' }] }],
    ['attributes', { attribute: [] }],
  ])('finds other %s', (part, changed) => {
    expect(faultsOf(changed)).toEqual([expect.stringContaining(`the table's ${part}: planned`)]);
  });

  it('finds that there is no table', () => {
    expect(tableFaults(aPlan())).toEqual(['there is no table']);
  });
});
