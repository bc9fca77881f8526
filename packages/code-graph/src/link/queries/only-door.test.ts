import { describe, expect, it } from "@jest/globals";
import type { AskedTree } from "./asked-tree.js";
import { noting, type QuestionNotes } from "./noting-queries.js";
import type { QueryKind } from "./query-kind.js";
import type { TreeNumbers } from "./tree-numbers.js";
import { type TreeQueries, tableQueries } from "./tree-queries.js";

/** What whoever resolves a file might try instead of asking, and what a half-made kind of question leaves out. */
const FAULTS = {
  "reads the tables past the door": (tree: AskedTree) =>
    // @ts-expect-error: there is no way from the tree to its tables.
    typeof tree.program,
  "reads a file by its number": (tree: AskedTree) =>
    // @ts-expect-error: numbers say nothing of what stands in a file.
    typeof tree.numbers.unit,
  "asks what is no kind of question": (tree: AskedTree) =>
    // @ts-expect-error: only what the table of kinds has, can be asked.
    typeof tree.queries.typesNamed,
  "takes the place of a door and leaves out a kind": (queries: Omit<TreeQueries, "submodule">): TreeQueries =>
    // @ts-expect-error: a door answers every kind.
    queries,
  "notes nothing": (queries: TreeQueries) =>
    // @ts-expect-error: a noting door needs somewhere to note.
    noting(queries),
  "answers from a program alone": (tree: AskedTree) =>
    // @ts-expect-error: tables are what the linker has, not what it hands on.
    tableQueries(tree),
  "a kind that can't be named in later scans": (): QueryKind<[name: string], boolean, string> =>
    // @ts-expect-error: without `reference` nothing could be noted of it.
    ({ ask: () => true, answer: () => true }),
  "a kind that scans can't compare": (): QueryKind<[name: string], boolean, string> =>
    // @ts-expect-error: without `answer` no later scan would see that it changed.
    ({ ask: () => true, reference: (_numbers: TreeNumbers, name: string) => name }),
};

describe("a question that would be answered without being noted", () => {
  it.each(Object.keys(FAULTS))("does not compile where someone %s", (name) => {
    // The compiler holds the faults of this file to it: one that compiles is an unused `@ts-expect-error`.
    expect(FAULTS).toHaveProperty([name]);
  });
});

describe("noting", () => {
  it("answers nothing before it has somewhere to note it", () => {
    const notes = {
      keysOf: () => {
        throw new RangeError("There is no kind of question");
      },
    } as Partial<QuestionNotes> as QuestionNotes;
    expect(() => noting({} as TreeQueries, notes)).toThrow(RangeError);
  });
});
