import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { countNowhere, decodeGrounding, groundText } from "./text-grounding.js";

const lines = [{ from: 1, to: 2, hash: "h" }];

describe("what a text stands on", () => {
  it("is kept by places, and comes back as it was", () => {
    const text = "`Reader`: Reads. It closes, too.";
    const sentences = [
      { text: "Reads.", lines, nodes: [] },
      {
        text: "It closes, too.",
        lines: [],
        nodes: [{ id: "a#close", hash: "n" }, { id: "b" }],
        docstring: "d",
      },
      { text: "Not in it.", lines, nodes: [] },
    ];
    const grounding = decodeGrounding(groundText(text, sentences));
    expect(grounding?.sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
      "Reads.",
      "It closes, too.",
    ]);
    expect(grounding?.sentences[1]).toMatchObject({
      nodes: [{ id: "a#close", hash: "n" }, { id: "b" }],
      docstring: "d",
    });
  });

  it("finds two sentences that are alike each in its place", () => {
    const sentences = ["Reads.", "Reads."].map((text) => ({ text, lines, nodes: [] }));
    expect(decodeGrounding(groundText("Reads. Reads.", sentences))?.sentences).toMatchObject([
      { start: 0, end: 6 },
      { start: 7, end: 13 },
    ]);
  });

  it("counts what points nowhere; all of it where nothing is known", () => {
    const nowhere = { text: "Reads.", lines: [], nodes: [] };
    expect(countNowhere(groundText("Reads. Reads.", [nowhere, { ...nowhere, lines }]))).toBe(1);
    expect(countNowhere(undefined)).toBe(Infinity);
  });

  it("is nothing where somebody else wrote something else", () => {
    const good = JSON.parse(groundText("Reads.", [{ text: "Reads.", lines, nodes: [] }])) as {
      sentences: object[];
    };
    expect(decodeGrounding(JSON.stringify(good))).not.toBeNull();
    for (const broken of [
      { ...good.sentences[0], start: -1 },
      { ...good.sentences[0], start: 9 },
      { ...good.sentences[0], lines: [{ from: 0, to: 1, hash: "h" }] },
      { ...good.sentences[0], nodes: [{ hash: "h" }] },
      null,
    ])
      expect(decodeGrounding(JSON.stringify({ ...good, sentences: [broken] }))).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => decodeGrounding(text) === null));
    fc.assert(fc.property(fc.json(), (text) => decodeGrounding(text) === null));
  });
});
