import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { runsOf } from "./vector-map.js";

describe("which records are laid out", () => {
  it("are all, where they have room", () => {
    expect(runsOf(0, 10)).toEqual([]);
    expect(runsOf(10, 10)).toEqual([{ offset: 0, limit: 10 }]);
  });

  it("are else runs from the first to the last record, none twice, no more than there is room for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 100_000 }), (most, more) => {
        const records = most + more;
        const runs = runsOf(records, most);
        const [first, last] = [runs[0], runs.at(-1)];
        expect(first?.offset).toBe(0);
        const lastEnd = (last?.offset ?? 0) + (last?.limit ?? 0);
        expect(runs.length > 1 ? lastEnd : records).toBe(records);
        expect(runs.reduce((sum, { limit }) => sum + limit, 0)).toBeLessThanOrEqual(most);
        let end = 0;
        for (const { offset, limit } of runs) {
          expect(offset).toBeGreaterThanOrEqual(end);
          end = offset + limit;
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
