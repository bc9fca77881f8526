import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type FirstScores, ScoredRecords } from "../first-stage/scored-records.js";
import { bestOf, candidatesOf, relevances } from "./fuse-scores.js";

const scores = (id: string, similarity: number, keywords: number) => ({
  id,
  path: "",
  isText: false,
  similarity,
  keywords,
});

const scored = (rows: readonly FirstScores[]): ScoredRecords =>
  new ScoredRecords(
    rows.map(({ id, path, isText }) => ({ id, path, isText })),
    Float32Array.from(rows, ({ similarity }) => similarity),
    Float64Array.from(rows, ({ keywords }) => keywords),
  );

describe("bestOf", () => {
  it("takes those that stand out by either measure", () => {
    const many = Array.from({ length: 50 }, (_value, at) => scores(`other${at}`, 0.1 + (at % 5) / 100, 0));
    const found = bestOf(scored([...many, scores("by words", 0.1, 12), scores("by sense", 0.6, 0)]), 2);
    expect(found.map(({ id }) => id).sort()).toEqual(["by sense", "by words"]);
  });

  it("takes the very ones that sorting all would, of equal ones those that come first", () => {
    const few = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => Math.round(value * 8) / 8);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(few, few), { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        (all, most) => {
          const rows = scored(all.map(([similarity, keywords], at) => scores(`${at}`, similarity, keywords)));
          expect(bestOf(rows, most)).toEqual(bestOf(rows, all.length).slice(0, most));
        },
      ),
    );
  });

  it("takes none of none, and any where all are alike", () => {
    expect(bestOf(scored([]), 3)).toEqual([]);
    expect(bestOf(scored([scores("a", 0, 0), scores("b", 0, 0)]), 1)).toHaveLength(1);
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

describe("texts beside code", () => {
  const text = (id: string, similarity: number, keywords: number) => ({
    ...scores(id, similarity, keywords),
    isText: true,
  });

  it("displace no code from whom the model looks at", () => {
    const code = Array.from({ length: 300 }, (_value, at) => scores(`code${at}`, at / 1_000, 0));
    const flood = Array.from({ length: 3_000 }, (_value, at) => text(`text${at}`, 0.9, 30));
    const chosen = candidatesOf(scored([...flood, ...code]), 100);
    expect(chosen.slice(0, 100)).toEqual(candidatesOf(scored(code), 100));
    expect(chosen).toHaveLength(140);
  });

  it("take no weight from the words that code has", () => {
    const code = [
      { ...scores("words", 0.3, 6), second: 0.4 },
      { ...scores("none", 0.3, 0), second: 0.45 },
    ];
    const wordy = { ...text("wordy", 0.3, 60), second: 0.2 };
    expect(relevances([...code, wordy]).slice(0, 2)).toEqual(relevances(code));
    expect(relevances([wordy])[0]).toBeGreaterThan(0.3);
  });
});
