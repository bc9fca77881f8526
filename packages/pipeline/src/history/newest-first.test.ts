import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { newestFirst } from "./newest-first.js";

const commit = (hash: string, date: string, ...parents: string[]) => ({ hash, date, parents });
const hashes = (commits: readonly { readonly hash: string }[]): string =>
  commits.map(({ hash }) => hash).join("");

describe("commits of several branches", () => {
  it("are in one order, the newest first", () => {
    const commits = [
      commit("a", "1"),
      commit("c", "3", "a"),
      commit("b", "2", "a"),
      commit("d", "4", "c", "b"),
    ];
    expect(hashes(newestFirst(commits))).toBe("dcba");
  });

  it("have children before their parents whatever the clocks said, and those of one moment always alike", () => {
    expect(hashes(newestFirst([commit("a", "9"), commit("b", "1", "a")]))).toBe("ba");
    expect(hashes(newestFirst([commit("y", "1"), commit("x", "1")]))).toBe("xy");
    const history = fc.array(fc.tuple(fc.nat(9), fc.array(fc.nat(4), { maxLength: 2 })), { maxLength: 20 });
    fc.assert(
      fc.property(history, (steps) => {
        const commits = steps.map(([date, before], at) =>
          commit(
            `${at}`,
            `${date}`,
            ...before.map((back) => `${at - 1 - back}`).filter((hash) => Number(hash) >= 0),
          ),
        );
        const ordered = newestFirst(commits.toReversed());
        expect(new Set(ordered)).toEqual(new Set(commits));
        const places = new Map(ordered.map(({ hash }, at) => [hash, at]));
        for (const { hash, parents } of commits)
          for (const parent of parents) expect(places.get(parent)).toBeGreaterThan(places.get(hash) ?? 0);
      }),
    );
  });
});
