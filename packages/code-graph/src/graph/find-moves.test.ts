import { describe, expect, it } from "@jest/globals";
import type { CodeNode, NodeLabel } from "@stemma/graph-store";
import { findMoves } from "./find-moves.js";

/** `a.py`, `a.py#f`, `pkg/`: a file, a symbol or a folder with the given source. */
function node(id: string, source: string, symbolLabel: NodeLabel = "FUNCTION"): CodeNode {
  const isFolder = id.endsWith("/");
  const path = isFolder ? id.slice(0, -1) : (id.split("#")[0] ?? id);
  return {
    id: isFolder ? path : id,
    label: isFolder ? "FOLDER" : id.includes("#") ? symbolLabel : "FILE",
    path,
    name: id,
    language: null,
    startLine: null,
    endLine: null,
    signature: null,
    docstring: null,
    source,
    sourceHash: source,
  };
}

const nodes = (...entries: readonly (readonly [string, string])[]): CodeNode[] =>
  entries.map(([id, source]) => node(id, source));
const moved = (removed: readonly CodeNode[], added: readonly CodeNode[]): string[] =>
  findMoves(removed, added)
    .map(({ fromId, toId }) => `${fromId} > ${toId}`)
    .sort();

describe("findMoves", () => {
  it("follows a function by its source into another file, whatever its id", () => {
    expect(moved(nodes(["a.py#f", "1"]), nodes(["b.py#A.f", "1"]))).toEqual(["a.py#f > b.py#A.f"]);
  });

  it("leaves alone what has the same source twice on either side", () => {
    expect(moved(nodes(["a.py#f", "1"], ["a.py#g", "1"]), nodes(["b.py#f", "1"]))).toEqual([]);
    expect(moved(nodes(["a.py#f", "1"]), nodes(["b.py#f", "1"], ["c.py#f", "1"]))).toEqual([]);
  });

  it("lets nothing go on under the id of what is deleted, nor what would follow it there", () => {
    const removed = nodes(
      ["main.ts", "m"],
      ["pkg/", ""],
      ["pkg/one.ts", "1"],
      ["old/", ""],
      ["old/two.ts", "2"],
    );
    const added = nodes(["main.ts/", ""], ["main.ts/one.ts", "1"], ["pkg/", ""], ["pkg/two.ts", "2"]);
    expect(moved(removed, added)).toEqual(["old/two.ts > pkg/two.ts", "pkg/one.ts > main.ts/one.ts"]);
  });

  it("does not take a class for a function", () => {
    expect(moved([node("a.py#f", "1", "CLASS")], nodes(["b.py#f", "1"]))).toEqual([]);
  });

  it("follows a renamed file with everything in it, also what is alike in it", () => {
    const removed = nodes(["a.py", "f"], ["a.py#f", "1"], ["a.py#f~2", "1"]);
    const added = nodes(["b.py", "f"], ["b.py#f", "1"], ["b.py#f~2", "1"]);
    expect(moved(removed, added)).toEqual(["a.py > b.py", "a.py#f > b.py#f", "a.py#f~2 > b.py#f~2"]);
  });

  it("follows a file that was moved and edited by what stayed the same in it, the edited by its name", () => {
    const removed = nodes(["a.py", "old"], ["a.py#f", "1"], ["a.py#g", "2"], ["a.py#gone", "3"]);
    const added = nodes(["b.py", "new"], ["b.py#f", "1"], ["b.py#g", "2 edited"], ["b.py#more", "4"]);
    expect(moved(removed, added)).toEqual(["a.py > b.py", "a.py#f > b.py#f", "a.py#g > b.py#g"]);
  });

  it("does not choose between two halves of a file", () => {
    const removed = nodes(["a.py", "old"], ["a.py#f", "1"], ["a.py#g", "2"]);
    const added = nodes(["b.py", "x"], ["b.py#f", "1"], ["c.py", "y"], ["c.py#g", "2"]);
    expect(moved(removed, added)).toEqual(["a.py#f > b.py#f", "a.py#g > c.py#g"]);
  });

  it("gives no id to two", () => {
    const removed = nodes(["a.py", "f"], ["a.py#f", "1"], ["c.py#f", "2"]);
    const added = nodes(["b.py", "f"], ["b.py#f", "2"]);
    expect(moved(removed, added)).toEqual(["a.py > b.py", "c.py#f > b.py#f"]);
  });

  it("follows folders with the files in them", () => {
    const removed = nodes(["old/", ""], ["old/sub/", ""], ["old/a.py", "1"], ["old/sub/b.py", "2"]);
    const added = nodes(["new/", ""], ["new/sub/", ""], ["new/a.py", "1"], ["new/sub/b.py", "2"]);
    expect(moved(removed, added)).toEqual([
      "old > new",
      "old/a.py > new/a.py",
      "old/sub > new/sub",
      "old/sub/b.py > new/sub/b.py",
    ]);
  });
});
