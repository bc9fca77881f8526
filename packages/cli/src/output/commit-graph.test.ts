import { describe, expect, it } from "@jest/globals";
import { commitGraph } from "./commit-graph.js";

const drawn = (...commits: readonly (readonly [hash: string, ...parents: string[]])[]): string[] =>
  commitGraph(commits.map(([hash, ...parents]) => ({ hash, parents }))).flatMap(
    ({ prefix, links }, index) => [`${prefix} ${commits[index]?.[0] ?? ""}`, ...links],
  );

describe("the lines of a history", () => {
  it("is one line where nothing was merged", () => {
    expect(drawn(["c", "b"], ["b", "a"], ["a"])).toEqual(["* c", "* b", "* a"]);
  });

  it("draws a merge, its side, and where that began", () => {
    expect(drawn(["m", "l", "r"], ["l", "a"], ["r", "a"], ["a"])).toEqual([
      "* m",
      "|\\",
      "* | l",
      "| * r",
      "|/",
      "* a",
    ]);
  });

  it("draws two merges that are open at once", () => {
    expect(drawn(["n", "m", "x"], ["m", "l", "r"], ["x", "a"], ["l", "a"], ["r", "a"], ["a"])).toEqual([
      "* n",
      "|\\",
      "* | m",
      "|\\ |",
      "| | * x",
      "* | | l",
      "| |/",
      "| * r",
      "|/",
      "* a",
    ]);
  });

  it("knows nothing of parents that are not shown", () => {
    expect(drawn(["m", "l", "r"], ["l", "a"])).toEqual(["* m", "* l"]);
  });
});
