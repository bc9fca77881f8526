const kinds = ["add", "add", "add", "upsert", "upsert", "update", "delete"];
const mostRecords = 200;

/** Steps of all kinds on records that are there and on new ones; `model` knows what is there. */
export function planSteps(random, model, count) {
  const there = model.ids().map(Number);
  let fresh = Math.max(0, ...there) + 1;
  return Array.from({ length: count }, (_value, number) => {
    const kind = there.length < mostRecords ? "add" : random.pick(kinds);
    const size = 1 + random.below(mostRecords);
    const ids = new Set();
    for (let position = 0; position < size; position += 1) {
      const isNew = kind === "add" ? random.next() < 0.95 : kind === "upsert" && random.next() < 0.3;
      const id = isNew || there.length === 0 ? fresh++ : random.pick(there);
      ids.add(id);
      there.push(id);
    }
    return { kind, ids: [...ids].map(String), salt: random.below(1_000_000) + number };
  });
}
