import { describe, expect, it } from "@jest/globals";
import { mentionedNames } from "./mentioned-names.js";

describe("mentionedNames", () => {
  it.each([
    ["where are passwords checked", []],
    ["How does Chroma keep its files?", []],
    ["what calls read_file", ["read_file"]],
    ["what does `openChroma()` return?", ["openChroma"]],
    ["who uses ChromaClientPool", ["ChromaClientPool"]],
    ["Deadline.race", ["Deadline.race"]],
    ["what is os.path.join for", ["os.path.join"]],
    ["who calls `Session::close()`?", ["Session::close"]],
    ["retry", ["retry"]],
    ["It stops here. Then it goes on.", []],
    ["", []],
  ])("%j names %j", (question, names) => {
    expect(mentionedNames(question)).toEqual(names);
  });
});
