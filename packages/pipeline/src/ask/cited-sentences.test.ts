import { describe, expect, it } from "@jest/globals";
import { citedSentences } from "./cited-sentences.js";
import type { Passage } from "./tree-answer.js";

const passage = (number: number, changes: Partial<Passage>): Passage => ({
  number,
  id: `a.py#f${number}`,
  kind: "FUNCTION",
  path: "a.py",
  startLine: number,
  endLine: number + 5,
  score: 0.5,
  signature: null,
  documentation: "",
  source: "",
  callers: [],
  callees: [],
  ...changes,
});
const PASSAGES = [
  passage(1, { id: "shop/prices.py#Prices.of", source: "def of(self, item):\n    return 1_500 * self.rate" }),
  passage(2, {
    id: "shop/cart.py#total",
    documentation: "Adds up what `Prices.of` says.",
    callees: ["shop/prices.py#Prices.of"],
  }),
];

describe("what an answer stands on", () => {
  it.each([
    ["behind the stop", "It adds up. [2] It multiplies. [1]", [[2], [1]]],
    ["before the stop", "It adds up [2]. It multiplies [1].", [[2], [1]]],
    [
      "several, in any form",
      "Both do. [1][2] Both do [1, 2]. Both do [ 2; 1 ].",
      [
        [1, 2],
        [1, 2],
        [2, 1],
      ],
    ],
    ["a line each", "- It adds up [2]\n- It multiplies [1]", [[2], [1]]],
    ["before a name", "It adds up [2]. `rate` multiplies [1]. [2] `total` adds [2].", [[2], [1, 2], [2]]],
    ["none", "It adds up. It multiplies [1].", [[], [1]]],
    ["passages that there are not", "It adds up [7]. It multiplies [1].", [[], [1]]],
    ["a stop in a name", "The price comes from `Prices. of` and nothing else [1].", [[1]]],
  ])("is cited %s", (_, answer, cites) => {
    expect(citedSentences(answer, PASSAGES).map((sentence) => sentence.cites)).toEqual(cites);
  });

  it("leaves the citations out of the words", () => {
    expect(citedSentences("It adds up [2]. [1] It multiplies [1] , too.", PASSAGES)).toMatchObject([
      { text: "It adds up." },
      { text: "It multiplies, too." },
    ]);
  });

  it.each([
    ["a name that stands there", "`of` multiplies [1].", []],
    ["a name by its parts", "`Prices.of` and `prices.py` [1].", []],
    ["a name with its brackets", "`Prices.of()` [1].", []],
    ["digits that are grouped otherwise", "It multiplies 1,500 [1].", []],
    ["a name of another passage", "`total` multiplies [1].", ["total"]],
    ["a part of a name", "`Pric` multiplies [1].", ["Pric"]],
    ["a name that nothing has", "`Invoice.send` multiplies [1][2].", ["Invoice.send"]],
    ["a number that nothing has", "It multiplies by 42 [1].", ["42"]],
    ["a name in a sentence that cites nothing", "`of` multiplies.", ["of"]],
  ])("is compared: %s", (_, answer, unfounded) => {
    expect(citedSentences(answer, PASSAGES).map((sentence) => sentence.unfounded)).toEqual([unfounded]);
  });

  it("is nothing for a sentence without a source, whatever it says", () => {
    const [sentence] = citedSentences("It is fast.", PASSAGES);
    expect(sentence).toMatchObject({ isFounded: false, unfounded: [] });
  });
});
