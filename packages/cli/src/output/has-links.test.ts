import { describe, expect, it } from "@jest/globals";
import { hasLinks } from "./has-links.js";
import { createMarkup, safeWriter } from "./text-writer.js";

describe("links on a terminal", () => {
  it.each([
    [{ TERM: "xterm-256color", VTE_VERSION: "7600" }, true],
    [{ TERM: "xterm-256color", VTE_VERSION: "4600" }, false],
    [{ TERM: "xterm-kitty" }, true],
    [{ TERM: "tmux-256color", TERM_PROGRAM: "vscode" }, false],
    [{ TERM: "xterm", FORCE_HYPERLINK: "1" }, true],
    [{ TERM_PROGRAM: "iTerm.app", FORCE_HYPERLINK: "0" }, false],
    [{ TERM: "xterm" }, false],
  ])("%j: %s", (environment, expected) => {
    expect(hasLinks(environment)).toBe(expected);
  });

  it("pass the writer, and nobody else's do", () => {
    let written = "";
    const markup = createMarkup("secret");
    const writer = safeWriter({ write: (text) => (written += text) }, markup);
    writer.write(markup.link("a.ts:1", "file:///tree/a.ts#1"));
    expect(written).toBe("\x1b]8;;file:///tree/a.ts#1\x1b\\a.ts:1\x1b]8;;\x1b\\");
    written = "";
    writer.write("\x1b]8;;http://evil\x07here\x1b]8;;\x07 \uE000guess@http://evil\uE001");
    expect(written).not.toContain("\x1b");
    written = "";
    writer.write(markup.link("a", "file:///a b\x1b\\"));
    expect(written).not.toContain("\x1b]8;;file");
  });
});
