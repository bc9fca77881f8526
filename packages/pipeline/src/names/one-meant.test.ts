import { describe, expect, it } from "@jest/globals";
import { matchNames } from "./match-names.js";
import { nameReference } from "./name-reference.js";
import type { NamedNode } from "./named-node.js";
import { oneMeant } from "./one-meant.js";

const node = (id: string, label = "FUNCTION"): NamedNode => {
  const [path = "", symbol] = id.split("#");
  const name = (symbol ?? path).split(symbol === undefined ? "/" : ".").at(-1) ?? "";
  return { id, path, name, label, startLine: 1, endLine: 9 };
};

const nodes = [
  node("operators", "FOLDER"),
  node("operators/observeOn.ts", "FILE"),
  node("operators/observeOn.ts#observeOn"),
  node("operators/scan.ts", "FILE"),
  node("operators/scan.ts#scan"),
  node("testing/scan.ts", "FILE"),
  node("testing/scan.ts#scan"),
  node("util/noop.ts", "FILE"),
];
const meant = (written: string) => oneMeant(written, matchNames(nodes, nameReference(written, "/tree")));

describe("the one that a name means", () => {
  it.each([
    ["observeOn", "operators/observeOn.ts#observeOn"],
    ["operators/observeOn", "operators/observeOn.ts"],
    ["observeOn.ts", "operators/observeOn.ts"],
    ["operators/observeOn.ts", "operators/observeOn.ts"],
    ["noop", "util/noop.ts"],
    ["operators", "operators"],
  ])("%s: %s", (written, id) => {
    expect(meant(written)).toBe(id);
  });

  it("is not chosen among several, nor by what is merely similar", () => {
    expect(() => meant("scan")).toThrow(expect.objectContaining({ code: "SYMBOL_AMBIGUOUS" }));
    expect(() => meant("observOn")).toThrow(expect.objectContaining({ code: "SYMBOL_NOT_FOUND" }));
  });
});
