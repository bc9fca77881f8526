import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { facts, reference, request } from "../testing/requests.fixture.js";
import { Citable } from "./citable.js";
import type { AnsweredSentence } from "./cited-answer.js";
import { judgeText } from "./judge-text.js";
import { decodeGrounding, groundText } from "./text-grounding.js";

const SOURCE = [
  "def total(self, items, discount=0.1):",
  "        amount = sum(price_of(item) for item in items)",
  "        if amount > 250:",
  "            amount *= 1 - discount",
  "        return round(amount, 2)",
].join("\n");
const node = facts("FUNCTION", "shop/cart.py#Cart.total", {
  source: SOURCE,
  signature: "def total(self, items, discount=0.1)",
});
const priceOf = reference(
  "FUNCTION",
  "shop/prices.py#price_of",
  "Looks the price of an item up in `TARIFF`.",
);
const asked = request(node, { calls: [priceOf] });
const written = {
  id: priceOf.id,
  text: `${priceOf.summary ?? ""} Costs nothing.`,
  summary: priceOf.summary ?? "",
};
const now = { node, textOf: (id: string) => (id === priceOf.id ? written : undefined) };

/** What is kept of what a model answers, judged against the code as it is. */
function judged(sentences: readonly AnsweredSentence[], against = now) {
  const citable = new Citable(asked);
  const cited = sentences.map(({ text, cites }) => ({ text, ...citable.resolve(cites) }));
  const text = sentences.map((each) => each.text).join(" ");
  return judgeText(text, decodeGrounding(groundText(text, cited)), against);
}

const HONEST: readonly AnsweredSentence[] = [
  { text: "`total` sums what `price_of` gives for each of the `items`.", cites: ["2"] },
  { text: "Above 250 it takes the `discount` off.", cites: ["3-4"] },
  { text: "The price comes from `TARIFF`.", cites: ["price_of"] },
  { text: "It gives the amount rounded to 2 digits.", cites: ["L5"] },
];

describe("sentences of a model", () => {
  it("that stand on what they cite are supported", () => {
    expect(judged(HONEST).map(({ standing }) => standing)).toEqual(Array(HONEST.length).fill("supported"));
  });

  it.each<[string, AnsweredSentence, readonly string[]]>([
    ["an invented name", { text: "It asks `TaxService` first.", cites: ["2"] }, ["TaxService"]],
    [
      "an invented name without marks",
      { text: "It hands the sum to apply_tax.", cites: ["2"] },
      ["apply_tax"],
    ],
    ["an invented member", { text: "It calls `items.freeze()`.", cites: ["2"] }, ["items.freeze()"]],
    ["wrong lines", { text: "Above 250 it takes the `discount` off.", cites: ["5"] }, ["250"]],
    ["a wrong parameter", { text: "It takes `coupon`, by default 0.1.", cites: ["1"] }, ["coupon"]],
    ["a wrong number", { text: "Above 300 it takes the `discount` off.", cites: ["3-4"] }, ["300"]],
    ["a wrong default", { text: "The `discount` is 0.15.", cites: ["1"] }, ["0.15"]],
    ["a wrong source", { text: "It rounds with `round`.", cites: ["price_of"] }, ["round"]],
  ])("with %s are marked", (_lie, sentence, missing) => {
    expect(judged([sentence])).toEqual([
      expect.objectContaining({ text: sentence.text, standing: "unsupported", missing }),
    ]);
  });

  it.each([[[]], [["9"]], [["4-2"]], [["0"]], [["Cart.pay"]], [["docstring"]], [["everything"]]])(
    "that cite %j point nowhere",
    (cites) => {
      expect(judged([{ text: "It sums up.", cites }])).toEqual([
        expect.objectContaining({ standing: "unsupported", lines: [], nodes: [] }),
      ]);
    },
  );

  it("are stale when the lines change, and not when they only move or are indented", () => {
    const edited = { ...node, source: SOURCE.replace("250", "300") };
    expect(judged(HONEST, { ...now, node: edited }).map(({ standing }) => standing)).toEqual([
      "supported",
      "stale",
      "supported",
      "supported",
    ]);
    const [head = "", ...rest] = SOURCE.split("\n");
    const source = [head, "        check(items)", ...rest.map((line) => `  ${line}`)].join("\n");
    const moved = judged(HONEST, { ...now, node: { ...node, source } });
    expect(moved.map(({ standing }) => standing)).toEqual(Array(HONEST.length).fill("supported"));
    expect(moved[1]?.lines).toMatchObject([{ from: 4, to: 5 }]);
  });

  it("are stale when what they cite says something else, or is gone", () => {
    const other = { ...now, textOf: () => ({ ...written, summary: "Guesses." }) };
    expect(judged(HONEST, other)[2]?.standing).toBe("stale");
    expect(judged(HONEST, { ...now, textOf: () => undefined })[2]?.standing).toBe("stale");
  });

  it("are of unknown standing where the text is no longer the model's", () => {
    const grounding = decodeGrounding(
      groundText("It sums up.", [{ text: "It sums up.", lines: [], nodes: [] }]),
    );
    expect(judgeText("A person wrote this. And that.", grounding, now)).toMatchObject([
      { text: "A person wrote this.", standing: "unknown" },
      { text: "And that.", standing: "unknown" },
    ]);
  });

  it("are never supported with a name or number put in that is nowhere", () => {
    const invented = fc.stringMatching(/^[a-z]{3,8}_[a-z]{3,8}$/);
    const number = fc.integer({ min: 1_000, max: 9_999_999 }).map(String);
    const place = fc.nat({ max: HONEST.length - 1 });
    fc.assert(
      fc.property(
        place,
        fc.oneof(
          invented,
          invented.map((name) => `\`${name}\``),
          number,
        ),
        (at, lie) => {
          const honest = HONEST[at];
          if (honest === undefined) throw new Error("no such sentence");
          const [first] = judged([{ ...honest, text: honest.text.replace(/\.$/, ` by ${lie} each.`) }]);
          expect(first?.standing).toBe("unsupported");
        },
      ),
    );
  });
});
