import { describe, expect, it } from "@jest/globals";
import type { SymbolChange } from "../changes/changes.js";
import { commitSubject } from "./commit-subject.js";

const symbol = (kind: string, change: SymbolChange["change"], text = true): SymbolChange => ({
  id: "a.py#a",
  symbol: "a",
  kind,
  change,
  formerId: null,
  documentation: text ? [{ text: "new", change: "added" }] : null,
  signature: null,
  hasOtherSource: true,
  callers: { gained: [], lost: [] },
});

describe("the subject of a commit", () => {
  it.each<[string | undefined, SymbolChange[]]>([
    [
      "3 functions documented anew, 1 function removed",
      [
        symbol("FUNCTION", "modified"),
        symbol("FUNCTION", "modified"),
        symbol("FILE", "modified"),
        symbol("FUNCTION", "modified"),
        symbol("FUNCTION", "deleted"),
      ],
    ],
    [
      "1 class and 2 functions added",
      [symbol("CLASS", "added"), symbol("FUNCTION", "added"), symbol("FUNCTION", "added")],
    ],
    ["1 file and 1 folder documented anew", [symbol("FILE", "modified"), symbol("FOLDER", "modified")]],
    ["1 function changed", [symbol("FUNCTION", "modified", false), symbol("FILE", "modified")]],
    [undefined, [symbol("FUNCTION", "callers")]],
    [undefined, []],
  ])("says %s", (expected, symbols) => {
    const said = commitSubject([{ path: "a.py", symbols }]);
    expect(said).toBe(expected);
  });
});
