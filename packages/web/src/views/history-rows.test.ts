import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Commit, GitLogCommit } from "../api/history.js";
import { historyRows } from "./history-rows.js";

/** Minutes of an hour. */
const date = (minute: number): string => `2026-01-01T00:${String(minute).padStart(2, "0")}:00Z`;

function gitCommit(commit: string, minute: number, ...parents: string[]): GitLogCommit {
  return { commit, shortHash: commit, parents, date: date(minute), author: "Ada", subject: commit };
}

function indexCommit(hash: string, minute: number, of: string | null, ...parents: string[]): Commit {
  const git = of === null ? null : { commit: of, shortHash: of, subject: of, isModified: false };
  return { hash, parents, date: date(minute), author: "Ada", subject: hash, git };
}

const answerOf = (commits: Commit[], git: GitLogCommit[]) => ({
  commits,
  isCut: false,
  git: { commits: git, isCut: false, branches: [], tags: [], current: null },
});
const named = ({ rows }: ReturnType<typeof historyRows>): string[] =>
  rows.map(({ index, git }) => `${git?.commit ?? "-"} ${index?.hash ?? "-"}`);

describe("the history beside git's", () => {
  it("puts what was documented beside what it documents, and tells what was not by itself", () => {
    const git = [gitCommit("c", 3, "b"), gitCommit("b", 2, "a"), gitCommit("a", 1)];
    const commits = [indexCommit("C", 9, "c", "A"), indexCommit("A", 1, "a")];
    expect(named(historyRows(answerOf(commits, git)))).toEqual(["c C", "b -", "a A"]);
  });

  it("has the first of several that document one commit beside it, and the later ones above", () => {
    const git = [gitCommit("b", 5, "a"), gitCommit("a", 1)];
    const commits = [
      indexCommit("B", 6, "b", "A2"),
      indexCommit("A2", 4, "a", "A1"),
      indexCommit("A1", 2, "a"),
    ];
    expect(named(historyRows(answerOf(commits, git)))).toEqual(["b B", "- A2", "a A1"]);
  });

  it("places by its date what documents nothing that git has", () => {
    const git = [gitCommit("b", 5, "a"), gitCommit("a", 1)];
    const commits = [indexCommit("X", 3, "gone", "Y"), indexCommit("Y", 2, null)];
    expect(named(historyRows(answerOf(commits, git)))).toEqual(["b -", "- X", "- Y", "a -"]);
    expect(named(historyRows({ commits, git: null, isCut: false }))).toEqual(["- X", "- Y"]);
    expect(historyRows({ commits, git: null, isCut: false }).gitLanes).toBe(0);
  });

  it("has every commit once, in its own order, and lines that go on from row to row", () => {
    const choice = fc.record({
      git: fc.integer({ min: 0, max: 12 }),
      index: fc.array(fc.tuple(fc.nat(14), fc.nat(59)), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(choice, ({ git: count, index }) => {
        const git = Array.from({ length: count }, (_, at) =>
          gitCommit(
            `g${at}`,
            59 - 4 * at,
            ...(at + 1 < count ? [`g${at + 1}`] : []),
            ...(at + 3 < count ? [`g${at + 3}`] : []),
          ),
        );
        const commits = index.map(([of, minute], at) =>
          indexCommit(
            `i${at}`,
            minute,
            of < count ? `g${of}` : null,
            ...(at + 1 < index.length ? [`i${at + 1}`] : []),
          ),
        );
        const { rows } = historyRows(answerOf(commits, git));
        expect(rows.flatMap((row) => row.index?.hash ?? [])).toEqual(commits.map(({ hash }) => hash));
        expect(rows.flatMap((row) => row.git?.commit ?? [])).toEqual(git.map(({ commit }) => commit));
        for (const whose of ["gitLines", "indexLines"] as const)
          rows.forEach((row, at) => {
            const leaving = new Set(
              rows[at - 1]?.[whose].lines.filter(({ half }) => half === "below").map(({ to }) => to),
            );
            const coming = new Set(
              row[whose].lines.filter(({ half }) => half === "above").map(({ from }) => from),
            );
            expect(coming).toEqual(leaving);
          });
      }),
    );
  });
});
