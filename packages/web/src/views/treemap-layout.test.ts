import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { treemapLayout } from "./treemap-layout.js";
import { mapParts } from "./treemap-parts.js";

const box = { x: 10, y: 20, width: 400, height: 200 };

describe("a map of parts by size", () => {
  it("fills its box, each part in proportion, none upon another", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sizes, (given) => {
        const items = given.map((size) => ({ size }));
        const total = given.reduce((sum, size) => sum + size, 0);
        const placed = treemapLayout(items, box);
        expect(placed).toHaveLength(given.filter((size) => size > 0).length);
        for (const [at, one] of placed.entries()) {
          expect(one.width * one.height).toBeCloseTo((one.item.size / total) * box.width * box.height, 3);
          expect(one.x).toBeGreaterThanOrEqual(box.x - 1e-6);
          expect(one.y + one.height).toBeLessThanOrEqual(box.y + box.height + 1e-6);
          for (const other of placed.slice(at + 1)) {
            const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
            const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
            expect(Math.min(width, height)).toBeLessThan(1e-6);
          }
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("is of folders, and tells one that holds a single folder as that one", () => {
    const file = (path: string, lines: number) => ({ path, lines, places: 2, documented: 1, isTest: false });
    const map = mapParts([file("a/b/c.py", 3), file("a/b/d.py", 4), file("e.py", 5)], {
      changed: new Set(["a/b/d.py"]),
      reach: new Map([["a/b/c.py", { functions: 2, reached: 1 }]]),
    });
    expect(map.parts).toMatchObject([
      {
        path: "a/b",
        size: 7,
        places: 4,
        documented: 2,
        changed: 1,
        parts: [{ path: "a/b/c.py" }, { path: "a/b/d.py" }],
      },
      { path: "e.py", size: 5 },
    ]);
  });
});
