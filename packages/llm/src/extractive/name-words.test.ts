import { describe, expect, it } from "@jest/globals";
import { nameWords } from "./name-words.js";

describe("nameWords", () => {
  it.each([
    ["parseHTTPHeader_lines", "parse http header lines"],
    ["__init__", "init"],
    ["client-pool.ts", "client pool"],
    ["Größe2Länge", "größe2 länge"],
    ["x", "x"],
  ])("%s → %s", (name, expected) => {
    expect(nameWords(name)).toBe(expected);
  });
});
