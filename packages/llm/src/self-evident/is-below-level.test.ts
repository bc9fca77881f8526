import { describe, expect, it } from "@jest/globals";
import { facts, request } from "../testing/requests.fixture.js";
import { type DocumentedLevel, isBelowLevel } from "./is-below-level.js";

const DESCRIBED = "Reads the whole file, however large it is, and closes it when that is done.";

describe("a node below the level of a model", () => {
  it.each<[DocumentedLevel, readonly boolean[]]>([
    ["file", [false, false, true, true]],
    ["class", [false, false, false, true]],
    ["function", [false, false, false, false]],
    ["auto", [false, false, false, false]],
  ])("is, for %s, of folder, file, class and function: %j", (level, expected) => {
    const kinds = ["FOLDER", "FILE", "CLASS", "FUNCTION"] as const;
    expect(kinds.map((kind) => isBelowLevel(request(facts(kind, "a.py#x")), level))).toEqual(expected);
  });

  it.each([
    ["described and small", { docstring: DESCRIBED, source: "def f(): ..." }, true],
    ["not described", { docstring: null, source: "def f(): ..." }, false],
    ["hardly described", { docstring: "Reads.", source: "def f(): ..." }, false],
    ["large", { docstring: DESCRIBED, source: "x = compute(x, y)\n".repeat(400) }, false],
  ])("is, for auto, a function that is %s: %j", (_what, changes, expected) => {
    expect(isBelowLevel(request(facts("FUNCTION", "a.py#f", changes)), "auto")).toBe(expected);
  });
});
