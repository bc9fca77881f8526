import { describe, expect, it } from "@jest/globals";
import { isCostly } from "./pattern-cost.js";

describe("patterns that may take more than a moment", () => {
  it.each(["**/a/**/b", "*a*b", "x\n/**/bin/*.dll\n", "a?*[b]*", "a\n".repeat(10_000)])("%j", (patterns) => {
    expect(isCostly(patterns)).toBe(true);
  });
  it.each(["", "*.pyc", "build/", "**/x", "*.a\n*.b\n", "!keep", "a/**"])("not %j", (patterns) => {
    expect(isCostly(patterns)).toBe(false);
  });
});
