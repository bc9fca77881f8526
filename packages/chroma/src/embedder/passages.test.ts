import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CallSize } from "./call-size.js";
import { passagesOf } from "./passages.js";

const loneSurrogate = /\p{Surrogate}/u;

describe("passagesOf", () => {
  it("loses nothing, keeps to the length and never splits a character", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.integer({ min: 2, max: 50 }),
        (text, length) => {
          const passages = passagesOf(text, length);
          expect(passages.join("")).toBe(text);
          for (const passage of passages) {
            expect(passage.length).toBeLessThanOrEqual(length);
            expect(loneSurrogate.test(passage)).toBe(false);
          }
        },
      ),
    );
  });

  it("cuts after white space where there is some near", () => {
    expect(passagesOf("one two three four", 10)).toEqual(["one two ", "three four"]);
    expect(passagesOf("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
  });
});

describe("CallSize", () => {
  it("shrinks after slow calls and grows after quick ones, within bounds", () => {
    const size = new CallSize();
    const first = size.characters;
    size.record(4);
    expect(size.characters).toBe(first / 4);
    for (let time = 0; time < 10; time += 1) size.record(0.001);
    expect(size.characters).toBe(64_000);
    for (let time = 0; time < 10; time += 1) size.record(100);
    expect(size.characters).toBe(1_000);
  });
});
