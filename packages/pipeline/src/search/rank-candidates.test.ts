import { describe, expect, it } from "@jest/globals";
import type { IndexMetadata } from "../index/index-record.js";
import { type Candidate, rankCandidates } from "./rank-candidates.js";

const candidate = (id: string, similarity?: number): Candidate => ({
  id,
  metadata: { path: `${id}.py`, line: 1, symbol: id, kind: "FUNCTION" } as IndexMetadata,
  documentation: "",
  similarity,
});
const ranked = (...args: Parameters<typeof rankCandidates>): string[] =>
  rankCandidates(...args).map(({ symbol, score }) => `${symbol} ${score.toFixed(2)}`);

describe("rankCandidates", () => {
  const nearest = [candidate("near", 0.6), candidate("test_near", 0.59), candidate("far", 0.1)];

  it("puts what the question is the name of first, what it mentions second, and then what is similar", () => {
    const found = {
      nearest,
      meant: [candidate("meant"), candidate("far")],
      mentioned: [candidate("mentioned")],
    };
    expect(ranked(found, 10)).toEqual([
      "meant 1.00",
      "far 1.00",
      "near 0.60",
      "test_near 0.51",
      "mentioned 0.50",
    ]);
    expect(ranked({ ...found, mentioned: [candidate("near")] }, 3)).toEqual([
      "meant 1.00",
      "far 1.00",
      "near 0.99",
    ]);
  });

  it("puts a folder behind the part that it quotes, and before what fits clearly worse", () => {
    const folder = { ...candidate("folder", 0.61) };
    const quoting = { ...folder, metadata: { ...folder.metadata, kind: "FOLDER" } as IndexMetadata };
    const found = { nearest: [quoting, ...nearest], meant: [], mentioned: [] };
    expect(ranked(found, 3)).toEqual(["near 0.60", "folder 0.57", "test_near 0.51"]);
  });

  it("gives nothing where not even the nearest has to do with the question, but what it names", () => {
    const away = { nearest: [candidate("away", 0.29)], meant: [], mentioned: [] };
    expect(ranked(away, 10)).toEqual([]);
    expect(ranked({ ...away, meant: [candidate("meant")] }, 10)).toEqual(["meant 1.00"]);
    expect(ranked({ ...away, nearest: [candidate("close", 0.3), ...away.nearest] }, 10)).toHaveLength(2);
    expect(ranked({ ...away, shareSaid: () => 0.4 }, 10)).toHaveLength(1);
    expect(ranked({ ...away, shareSaid: () => 0.3 }, 10)).toEqual([]);
    expect(ranked({ ...away, nearest: [candidate("further", 0.19)], shareSaid: () => 1 }, 10)).toEqual([]);
  });
});
