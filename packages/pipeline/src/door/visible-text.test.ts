import { describe, expect, it } from "@jest/globals";
import { visible, visibleValue } from "./visible-text.js";

describe("a text of the tree", () => {
  it("shows what it would hide: control characters, turned directions, and tags that people do not see", () => {
    expect(visible("\x1b[2Jgone\x07")).toBe("\\x1b[2Jgone\\x07");
    expect(visible("a\u202eb\u200bc")).toBe("a\\u{202e}b\\u{200b}c");
    expect(visible(`say ${String.fromCodePoint(0xe0049, 0xe0067)}no more`)).toBe(
      "say \\u{e0049}\\u{e0067}no more",
    );
  });

  it("keeps lines, tabs and every script as they are", () => {
    const text = "def f():\n\treturn 'äöü 漢字 🌳 👩‍👧'\r\n";
    expect(visible(text)).toBe(text.replace("\r\n", "\n"));
  });

  it("is looked at wherever it stands in an answer", () => {
    expect(visibleValue({ list: [{ text: "\0" }], count: 1, none: null })).toEqual({
      list: [{ text: "\\x00" }],
      count: 1,
      none: null,
    });
  });
});
