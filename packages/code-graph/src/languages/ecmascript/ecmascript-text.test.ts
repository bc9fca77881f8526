import { describe, expect, it } from "@jest/globals";
import { readCommentAbove } from "./ecmascript-text.js";

const above = (comment: string, before = "const first = 1;\n"): string | null => {
  const text = `${before}${comment}function send() {}\n`;
  return readCommentAbove(text, text.indexOf("function send"));
};

describe("whose a comment is", () => {
  it.each([
    ["JSDoc", "/** Sends. */\n"],
    ["a block comment", "/* Sends. */\n"],
    ["lines", "// Sends.\n"],
    ["JSDoc that an empty line parts", "/**\n * Sends.\n */\n\n"],
    ["JSDoc that an empty line of Windows parts", "/** Sends. */\r\n\r\n"],
  ])("takes %s", (_, comment) => {
    expect(above(comment)).toBe("Sends.");
  });

  it.each([
    ["a block comment that an empty line parts", "/* Sends. */\n\n"],
    ["lines that an empty line parts", "// Sends.\n\n"],
    ["a row of stars that an empty line parts", "/*** Sends. ***/\n\n"],
    ["a type that stands by itself", "/** @typedef {object} Sent */\n\n"],
    ["the comment of the file", "/** @module send */\n\n"],
  ])("leaves %s", (_, comment) => {
    expect(above(comment)).toBeNull();
  });

  it.each([
    ["with nothing before it", ""],
    ["with an interpreter before it", "#!/usr/bin/env node\n"],
  ])("leaves the comment that opens the file, %s", (_, before) => {
    expect(above("/** What the file is about. */\n\n", before)).toBeNull();
  });
});
