import { describe, expect, it } from "@jest/globals";
import { movedSince, readCursor, writeCursor } from "./page-cursor.js";

describe("a cursor", () => {
  const question = { query: "a", limit: 8, at: undefined };
  it("leads on in the same question, whatever the order of its arguments", () => {
    const cursor = writeCursor(question, { offset: 8, commit: "c1" });
    expect(readCursor({ cursor, limit: 8, query: "a" }, cursor)).toEqual({ offset: 8, commit: "c1" });
    expect(readCursor(question, undefined)).toEqual({ offset: 0, commit: null });
  });

  it.each([
    "",
    "%%%",
    Buffer.from("[1]").toString("base64url"),
    Buffer.from('[-1,null,"x"]').toString("base64url"),
  ])("that nobody gave is refused: %j", (cursor) => {
    expect(() => readCursor(question, cursor)).toThrow("does not belong to this question");
  });

  it("says when the index moved since the page before", () => {
    expect(movedSince({ offset: 8, commit: "c1" }, "c1")).toEqual([]);
    expect(movedSince({ offset: 0, commit: null }, "c1")).toEqual([]);
    expect(movedSince({ offset: 8, commit: "c1" }, "c2")).toEqual([
      expect.stringContaining("another commit"),
    ]);
  });
});
