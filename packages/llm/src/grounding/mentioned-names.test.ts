import { describe, expect, it } from "@jest/globals";
import { claimsOf } from "./claims.js";
import { mentionedNames } from "./mentioned-names.js";
import { unknownNames } from "./unknown-names.js";

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

  it("is not asked of the one word beside a name in code marks", () => {
    expect(claimsOf("`rounded` rounds.")).toEqual(["rounded"]);
    expect(unknownNames("`rounded` rounds.", (word) => word === "rounded")).toEqual({
      asCode: [],
      inProse: [],
    });
  });
});
