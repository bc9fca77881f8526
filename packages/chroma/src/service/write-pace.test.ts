import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { MeasuredPace, recordsPerCall, steadyPace } from "./write-pace.js";

/** A client whose calls take `msPerRecord`; returns the sizes of a write's calls, and lets others come between. */
function writes(
  msPerRecord: (call: number) => number,
  othersDuring: (call: number) => number,
  calls: number,
): number[] {
  let made = 0;
  const pace = new MeasuredPace(() => made);
  return Array.from({ length: calls }, (_value, call) => {
    const records = pace.next();
    made += 1 + othersDuring(call);
    pace.took(records, records * msPerRecord(call));
    // What is called between two calls of the write has not waited for one.
    made += 3;
    return records;
  });
}

describe("the pace of a write", () => {
  it("grows to 400 ms a call where nobody else comes, and to 1,000 records at most", () => {
    expect(
      writes(
        () => 0.5,
        () => 0,
        3,
      ),
    ).toEqual([200, 800, 800]);
    expect(
      writes(
        () => 0.1,
        () => 0,
        3,
      ),
    ).toEqual([200, 1_000, 1_000]);
    expect(
      writes(
        () => 4,
        () => 0,
        3,
      ),
    ).toEqual([200, 100, 100]);
  });

  it("is 50 ms a call after one that others came in", () => {
    expect(
      writes(
        () => 0.5,
        (call) => (call === 0 || call === 1 ? 1 : 0),
        4,
      ),
    ).toEqual([200, 100, 100, 800]);
  });

  it("follows what was measured last, whatever it was", () => {
    const speed = fc.double({ min: 0, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(speed, fc.nat(2)), { minLength: 2, maxLength: 30 }), (steps) => {
        const sizes = writes(
          (call) => steps[call]?.[0] ?? 1,
          (call) => steps[call]?.[1] ?? 0,
          steps.length,
        );
        for (const [index, size] of sizes.slice(1).entries()) {
          const [msPerRecord = 1, others = 0] = steps[index] ?? [];
          expect(size).toBeGreaterThanOrEqual(25);
          expect(size).toBeLessThanOrEqual(1_000);
          const expectedMs = size * msPerRecord;
          // The fewest may take longer: a call costs Chroma some 20 ms, however few there are.
          expect(size === 25 || expectedMs <= (others > 0 ? 50 : 400) || msPerRecord < 0.05).toBe(true);
        }
      }),
    );
  });

  it("takes no measure from a piece that is too small to tell, and none at all for a server", () => {
    const pace = new MeasuredPace(() => 0);
    pace.took(1, 50);
    expect(pace.next()).toBe(recordsPerCall);
    steadyPace.took(200, 1_000_000);
    expect(steadyPace.next()).toBe(200);
  });
});
