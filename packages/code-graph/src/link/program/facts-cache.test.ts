import { describe, expect, it } from "@jest/globals";
import { FactsBuilder } from "../../facts/facts-builder.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { FactsCache } from "./facts-cache.js";

/** Loads files of which each weighs `scopes` times 6 and a little. */
function unitsOf(mostWeight: number, scopes = 10): { units: FactsCache; loads: number[] } {
  const loads: number[] = [];
  const load = (unit: number) => {
    loads.push(unit);
    const builder = new FactsBuilder();
    for (let scope = 0; scope < scopes; scope++) builder.addScope("block", -1, FILE_ITSELF);
    return builder.build("", false);
  };
  return { units: new FactsCache(load, mostWeight), loads };
}

describe("FactsCache", () => {
  it("reads a file once as long as there is room", () => {
    const { units, loads } = unitsOf(1_000);
    units.forFile((between) => {
      for (const unit of [1, 2, 1, 2]) {
        units.get(unit);
        between();
      }
    });
    expect(loads).toEqual([1, 2]);
  });

  it("gives up what was not used for longest, with all that was found out about it", () => {
    const { units, loads } = unitsOf(400);
    const first = units.get(0);
    first.exports.set("f", []);
    for (let unit = 1; unit < 20; unit++) units.forFile(() => units.get(unit));
    expect(units.get(19)).toBe(units.get(19));
    expect(loads).toHaveLength(20);
    expect(units.get(0)).not.toBe(first);
    expect(units.get(0).exports.size).toBe(0);
  });

  it("gives up nothing within a question, however many files that needs", () => {
    const { units, loads } = unitsOf(100);
    for (let round = 0; round < 3; round++) for (let unit = 0; unit < 50; unit++) units.get(unit);
    expect(loads).toHaveLength(50);
  });

  it("keeps a file that alone is more than may be held, from question to question", () => {
    const { units, loads } = unitsOf(10, 1_000);
    units.forFile((between) => {
      for (let question = 0; question < 100; question++) {
        units.get(0);
        between();
      }
    });
    expect(loads).toEqual([0]);
  });

  it("keeps the facts for the next file, but nothing that was found out for this one", () => {
    const { units, loads } = unitsOf(1_000);
    units.packageNames.set("p", []);
    const first = units.get(0);
    first.exports.set("f", []);
    expect(units.get(0).exports.size).toBe(1);
    units.forFile(() => {
      expect(units.get(0)).toBe(first);
      expect(first.exports.size).toBe(0);
      expect(units.packageNames.size).toBe(0);
    });
    expect(loads).toEqual([0]);
  });

  it("ends an epoch by what one file asks for, whatever was held before", () => {
    const epochs = (before: number): number[] => {
      const { units } = unitsOf(400);
      for (let unit = 100; unit < 100 + before; unit++) units.get(unit);
      return units.forFile((between) => {
        const ended: number[] = [];
        for (let unit = 0; unit < 30; unit++) {
          units.get(unit);
          if (between()) ended.push(unit);
        }
        return ended;
      });
    };
    expect(epochs(0)).toEqual([5, 15]);
    for (const before of [1, 3, 5, 7]) expect(epochs(before)).toEqual(epochs(0));
  });
});
