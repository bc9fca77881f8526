import { describe, expect, it } from "@jest/globals";
import { noting, QuestionNotes } from "./noting-queries.js";
import type { QueryKey } from "./query-kind.js";
import type { TreeNumbers } from "./tree-numbers.js";
import { ALL_QUERY_KINDS, type QueryName, type TreeQueries } from "./tree-queries.js";

/** A key of each kind's question; a new kind does not compile without one. */
const KEYS: { readonly [Name in QueryName]: Parameters<TreeQueries[Name]> } = {
  interfaceOf: [3],
  membersOf: [7],
  basesOf: [8],
  overridesOf: [7, "use"],
  holdersBelow: [7, "tool"],
  module: [3, "./tool"],
  submodule: [3, "folder", "pkg", "sub"],
  package: ["go\npkg"],
  packageName: ["go\npkg", "Run"],
  hasClassNamed: ["List"],
  structuralTypes: [],
  inclusionsOf: [3],
  mentioned: ["Tool.run"],
  hasAccessorNamed: ["size", "__get__"],
};

/** File 3 is `file-3`, symbol 7 the one of index 7 in it. */
const numbers = {
  pathOf: (unit: number) => `file-${unit}`,
  referenceTo: (symbol: number) => ["file-3", symbol, `symbol ${symbol}`],
} as Partial<TreeNumbers> as TreeNumbers;

/** A door that answers every question with its kind and key. */
const echo = Object.fromEntries(
  ALL_QUERY_KINDS.map(([name]) => [name, (...key: QueryKey) => [name, ...key]]),
) as unknown as TreeQueries;

describe("noting", () => {
  it.each(ALL_QUERY_KINDS.map(([name]) => name))("notes %s, once, and hands the answer on", (name) => {
    const notes = new QuestionNotes(numbers);
    const ask = noting(echo, notes)[name] as (...key: QueryKey) => unknown;
    expect(ask(...KEYS[name])).toEqual([name, ...KEYS[name]]);
    ask(...KEYS[name]);
    const questions = notes.take(1);
    for (const [kind] of ALL_QUERY_KINDS)
      expect([kind, questions[kind].length]).toEqual([kind, kind === name ? 1 : 0]);
    expect(notes.take(1)[name]).toEqual([]);
  });

  it("tells questions apart that begin alike, and gives them in a form that outlives the scan", () => {
    const notes = new QuestionNotes(numbers);
    const queries = noting(echo, notes);
    for (const specifier of ["./a", "./b", "./a"]) queries.module(3, specifier);
    queries.module(4, "./a");
    queries.overridesOf(7, "use");
    queries.submodule(3, "folder", "pkg", "sub");
    queries.submodule(3, "file", "pkg", "sub");
    queries.structuralTypes();
    expect(notes.take(1)).toMatchObject({
      module: [
        ["file-3", "./a"],
        ["file-3", "./b"],
        ["file-4", "./a"],
      ],
      overridesOf: [["file-3", 7, "symbol 7", "use"]],
      submodule: [
        ["file-3", "folder", "pkg", "sub"],
        ["file-3", "file", "pkg", "sub"],
      ],
      structuralTypes: [null],
    });
  });

  it("leaves out what a file asks of itself", () => {
    const notes = new QuestionNotes(numbers);
    const queries = noting(echo, notes);
    queries.interfaceOf(3);
    queries.interfaceOf(4);
    expect(notes.take(3).interfaceOf).toEqual(["file-4"]);
  });
});
