import { describe, expect, it } from "@jest/globals";
import { matchingLines } from "./matching-lines.js";

const source = [
  "def close(self):",
  "    if self.is_closed:",
  "        return",
  "    for listener in self.listeners:",
  "        listener.close()  ",
  "    self.is_closed = True",
].join("\n");
const node = { source, startLine: 10, endLine: 15 };

describe("matchingLines", () => {
  it("takes the lines that say most of the question, in their order, and marks the words", () => {
    const found = matchingLines(node, "who closes the listeners", 2);
    expect(found.map(({ line, text }) => `${line}${text}`)).toEqual([
      "13    for listener in self.listeners:",
      "14        listener.close()",
    ]);
    expect(found.map(({ text, marks }) => marks.map(([from, to]) => text.slice(from, to)))).toEqual([
      ["listener", "listeners"],
      ["listener", "close"],
    ]);
  });

  it("finds nothing where no word stands, or the source is not the file's lines", () => {
    expect(matchingLines(node, "parse a json file")).toEqual([]);
    expect(matchingLines({ ...node, endLine: 99 }, "close")).toEqual([]);
    expect(matchingLines({ source: "", startLine: null, endLine: null }, "close")).toEqual([]);
    expect(matchingLines({ source: `close ${"x".repeat(500)}`, startLine: 1, endLine: 1 }, "close")).toEqual(
      [],
    );
  });
});
