import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { commitLanes } from "./commit-lanes.js";

const commit = (hash: string, ...parents: string[]) => ({ hash, parents });

describe("commits on lanes", () => {
  it("keep to one where nothing branches", () => {
    const { rows, lanes } = commitLanes([commit("c", "b"), commit("b", "a"), commit("a")]);
    expect(lanes).toBe(1);
    expect(rows.map(({ lane }) => lane)).toEqual([0, 0, 0]);
    expect(rows[0]?.lines).toEqual([{ from: 0, to: 0, half: "below" }]);
    expect(rows[2]?.lines).toEqual([{ from: 0, to: 0, half: "above" }]);
  });

  it("have a merged branch beside the other until both come from one", () => {
    const { rows, lanes } = commitLanes([
      commit("merge", "ours", "theirs"),
      commit("ours", "base"),
      commit("theirs", "base"),
      commit("base"),
    ]);
    expect(lanes).toBe(2);
    expect(rows.map(({ lane }) => lane)).toEqual([0, 0, 1, 0]);
    expect(rows[0]?.lines).toEqual([
      { from: 0, to: 0, half: "below" },
      { from: 0, to: 1, half: "below" },
    ]);
    expect(rows[3]?.lines).toEqual([
      { from: 0, to: 0, half: "above" },
      { from: 1, to: 0, half: "above" },
    ]);
  });

  it("join, whatever the history: each line that leaves a row is there at the next, and each parent is reached", () => {
    const history = fc.array(fc.array(fc.nat(6), { maxLength: 3 }), { maxLength: 25 }).map((steps) =>
      steps.map((step, at) => {
        const parents = [...new Set(step.map((ahead) => at + 1 + ahead))].filter(
          (parent) => parent < steps.length,
        );
        return commit(String(at), ...parents.map(String));
      }),
    );
    fc.assert(
      fc.property(history, (commits) => {
        const { rows, lanes } = commitLanes(commits);
        rows.forEach(({ lane, lines }, at) => {
          const below = new Set(lines.filter(({ half }) => half === "below").map(({ to }) => to));
          const above = new Set(
            (rows[at + 1]?.lines ?? []).filter(({ half }) => half === "above").map(({ from }) => from),
          );
          // Below the last row nothing waits: every parent is among the commits.
          expect([...below].sort()).toEqual([...above].sort());
          expect(lane).toBeLessThan(lanes);
          const left = lines.filter(({ half, from }) => half === "below" && from === lane);
          expect(left.length).toBeGreaterThanOrEqual(commits[at]?.parents.length ?? 0);
        });
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
