import { describe, expect, it } from "@jest/globals";
import { excerpt } from "./excerpt.js";

describe("the beginning of a text", () => {
  it.each([
    ["It calls `a`.", 20, "It calls `a`."],
    ["It raises what is wrong.", 12, "It raises …"],
    ["It calls `one`, `Client.send` and others.", 25, "It calls `one` …"],
    ["It calls `a long name` here.", 16, "It calls …"],
    ["Unbreakable", 5, "Unbre …"],
  ])("of %j to %d", (text, most, beginning) => {
    expect(excerpt(text, most)).toBe(beginning);
  });
});
