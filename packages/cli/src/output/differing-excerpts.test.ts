import { describe, expect, it } from "@jest/globals";
import { differingExcerpts } from "./differing-excerpts.js";

describe("differingExcerpts", () => {
  it("leaves short texts whole, on one line", () => {
    expect(differingExcerpts(["a\n b", "a c"], ["a"], 20)).toEqual(["a b", "a c", "a"]);
  });

  it("begins shortly before the difference of two long texts, which it therefore shows", () => {
    const same = "word ".repeat(60);
    const found = differingExcerpts([`${same}ours`, `${same}theirs`], [same, "short"], 40);
    expect(found[0]).toMatch(/^… .*ours$/);
    expect(found[1]).toMatch(/^… .*theirs$/);
    expect(found.every((each) => each.length < 50)).toBe(true);
  });
});
