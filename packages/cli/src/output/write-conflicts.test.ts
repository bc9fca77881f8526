import { describe, expect, it } from "@jest/globals";
import type { ConflictField } from "@stemma/pipeline";
import { createColors } from "picocolors";
import type { Terminal } from "../terminal.js";
import { writeConflicts } from "./write-conflicts.js";

function written(field: Partial<ConflictField>): string {
  let text = "";
  const stdout = { write: (more: string) => void (text += more), isTTY: false };
  const terminal = { stdout, colors: createColors(false) } as unknown as Terminal;
  const whole = {
    field: "content",
    base: null,
    ours: null,
    theirs: null,
    decided: null,
    own: null,
    ...field,
  };
  writeConflicts(terminal, [
    { kind: "document", collection: "docs", id: "a", isDecided: false, fields: [whole] },
  ]);
  return text;
}

describe("a conflict in words", () => {
  const base = "Says what a thing costs in cents.";

  it("shows what ours changed of base, and what theirs did", () => {
    const text = written({
      base,
      ours: "Says what a thing costs in euros.",
      theirs: "Says what one thing costs in cents.",
    });
    expect(text).toBe(
      [
        "! docs  a",
        "    content",
        "      base    Says what a thing costs in cents.",
        "      ours    Says what a thing costs in [-cents-]{+euros+}.",
        "      theirs  Says what [-a-]{+one+} thing costs in cents.",
        "",
      ].join("\n"),
    );
  });

  it("shows both as they are where base has none, or one side is gone", () => {
    expect(written({ ours: "Says one.", theirs: "Says two." })).toContain(
      "base    (none)\n      ours    Says one.\n      theirs  Says two.\n",
    );
    expect(written({ base, ours: null, theirs: "Says two." })).toContain("ours    (none)\n");
  });

  it("finds a changed word far inside of a long text", () => {
    const long = "word ".repeat(100);
    const text = written({
      base: `${long}cents ${long}`,
      ours: `${long}euros ${long}`,
      theirs: `${long}cents ${long}pounds`,
    });
    expect(text).toMatch(/ours {4}… [^]*\[-cents-\]\s*\{\+euros\+\}/);
    expect(text).toMatch(/theirs {2}… [^]*\{\+pounds\+\}/);
  });
});
