interface Item {
  name: string;
  weight: number;
  value: number;
}

/**
 * Chooses the items of the greatest value that fit into a capacity (0/1 knapsack, exact).
 * @param items Things to choose from; weights are whole numbers.
 * @param capacity Greatest total weight, a whole number.
 */
export function chooseItems(items: Item[], capacity: number): { chosen: string[]; weight: number; value: number } {
  if (!Number.isInteger(capacity) || capacity < 0) throw new RangeError('capacity must be a whole number from 0');
  if (items.some(({ weight }) => !Number.isInteger(weight) || weight < 0)) throw new RangeError('weights must be whole numbers from 0');
  if (items.length * capacity > 5_000_000) throw new RangeError('items times capacity must not exceed 5,000,000');
  const best = new Float64Array(capacity + 1);
  const taken = items.map(({ weight, value }) => {
    const row = new Uint8Array(capacity + 1);
    for (let room = capacity; room >= weight; room -= 1) {
      const withItem = (best[room - weight] as number) + value;
      if (withItem > (best[room] as number)) {
        best[room] = withItem;
        row[room] = 1;
      }
    }
    return row;
  });
  let room = capacity;
  const chosen: Item[] = [];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index] as Item;
    if (taken[index]?.[room] === 1) {
      chosen.unshift(item);
      room -= item.weight;
    }
  }
  return {
    chosen: chosen.map(({ name }) => name),
    weight: capacity - room,
    value: chosen.reduce((sum, { value }) => sum + value, 0),
  };
}
