import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { hasConflictMarks, mergeTexts } from "./merge-texts.js";

const BASE = "Reads a file. It closes it.\n\nUsed by `main`.";

describe("a person's text and what is made anew", () => {
  it("are merged where they changed different sentences", () => {
    const person = "Reads a file, slowly. It closes it.\n\nUsed by `main`.";
    const made = "Reads a file. It closes it.\n\nUsed by `main` and `other`.";
    expect(mergeTexts(BASE, person, made)).toEqual({
      text: "Reads a file, slowly. It closes it.\n\nUsed by `main` and `other`.",
      isClean: true,
    });
  });

  it("are merged where one has a sentence more", () => {
    const person = `${BASE}\n\nAsk Ann before a change.`;
    const made = "Reads a file. It closes it.\n\nUsed by nobody.";
    const { text, isClean } = mergeTexts(BASE, person, made);
    // The last sentence is both what was changed and what the new one stands behind.
    expect(isClean).toBe(false);
    expect(text).toContain("Ask Ann before a change.");
    expect(mergeTexts(BASE, person, "Reads it. It closes it.\n\nUsed by `main`.")).toEqual({
      text: "Reads it. It closes it.\n\nUsed by `main`.\n\nAsk Ann before a change.",
      isClean: true,
    });
  });

  it("are shown side by side where both changed the same", () => {
    const { text, isClean } = mergeTexts("Reads. Ends.", "Reads well. Ends.", "Reads twice. Ends.");
    expect(isClean).toBe(false);
    expect(hasConflictMarks(text)).toBe(true);
    expect(text).toContain(
      "<<<<<<< what a person wrote\nReads well.\n||||||| what they began with\nReads.\n=======\nReads twice.\n",
    );
  });

  it("keep what only one of them changed, whatever the texts are", () => {
    const texts = fc.array(fc.constantFrom("One. ", "Two. ", "Three.\n", "\n", "Four. "), { maxLength: 9 });
    const text = texts.map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(mergeTexts(base, other, base)).toEqual({ text: other, isClean: true });
        expect(mergeTexts(base, base, other)).toEqual({ text: other, isClean: true });
        expect(mergeTexts(base, other, other)).toEqual({ text: other, isClean: true });
      }),
    );
    fc.assert(
      fc.property(text, text, text, (base, person, made) => {
        const merged = mergeTexts(base, person, made);
        expect(hasConflictMarks(merged.text)).toBe(!merged.isClean);
      }),
    );
  });
});
