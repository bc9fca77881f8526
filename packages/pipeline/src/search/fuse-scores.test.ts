import { describe, expect, it } from "@jest/globals";
import { bestOf, relevances } from "./fuse-scores.js";

const scores = (id: string, similarity: number, keywords: number) => ({ id, path: "", similarity, keywords });

describe("bestOf", () => {
  it("takes those that stand out by either measure", () => {
    const many = Array.from({ length: 50 }, (_value, at) => scores(`other${at}`, 0.1 + (at % 5) / 100, 0));
    const found = bestOf([...many, scores("by words", 0.1, 12), scores("by sense", 0.6, 0)], 2);
    expect(found.map(({ id }) => id).sort()).toEqual(["by sense", "by words"]);
  });

  it("takes none of none, and any where all are alike", () => {
    expect(bestOf([], 3)).toEqual([]);
    expect(bestOf([scores("a", 0, 0), scores("b", 0, 0)], 1)).toHaveLength(1);
  });
});

describe("relevances", () => {
  it("lies between 0 and 1, and lets keywords part what the model holds for alike", () => {
    const [all, words, none] = relevances([
      { ...scores("all", 1, 9), second: 1 },
      { ...scores("words", 0.3, 9), second: 0.4 },
      { ...scores("none", 0.3, 0), second: 0.45 },
    ]);
    expect(all).toBeCloseTo(1);
    expect(words).toBeGreaterThan(none ?? 1);
    expect(relevances([{ ...scores("nothing", 0, 0), second: 0 }])).toEqual([0]);
    expect(relevances([])).toEqual([]);
  });
});
