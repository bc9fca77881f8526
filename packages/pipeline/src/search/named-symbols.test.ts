import { describe, expect, it } from "@jest/globals";
import { namedSymbols } from "./named-symbols.js";

describe("namedSymbols", () => {
  it.each([
    ["where are passwords checked", []],
    ["How does Chroma keep its files?", []],
    ["what calls read_file", ["read_file"]],
    ["what does `openChroma()` return?", ["openChroma"]],
    ["who uses ChromaClientPool", ["ChromaClientPool"]],
    ["Deadline.race", ["Deadline", "race"]],
    ["what is os.path.join for", ["os", "path", "join"]],
    ["retry", ["retry"]],
    ["It stops here. Then it goes on.", []],
    ["", []],
  ])("%j names %j", (question, names) => {
    expect(namedSymbols(question)).toEqual(names);
  });
});
