import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { startTestPython, type TestPython } from "../../test-python.fixture.js";
import { sharedStaticModel } from "./shared-static-model.js";

/** Characters that are treated in one way or another, more often than all of Unicode would have them. */
const telling = fc.constantFrom(
  ...Array.from(
    "aZ09_-.'\u00e9\u00c5\u0130\u03a3\u03c2\u00df\ufb01\u4e2d\uf900\uac00\ud7a3\u0301\u0327\u00ad\u200d\u2028\u00a0\u3000\t\n\u0000\u000b\u0085\ufffd\ufeff",
  ),
  ...Array.from("\u037e\u1fef\u2000\u1e9b\u0323\u0344\u1109\u302e"),
  "\u{1f600}",
  "\u{20000}",
  "\u{10400}",
  "\u{1d165}",
  "##",
  "[CLS]",
  "[MASK]",
  "[unk]",
  " ",
  "unaffable",
);
const anyText = fc
  .array(fc.oneof(telling, fc.string({ unit: "binary", maxLength: 3 }), fc.string({ maxLength: 12 })), {
    maxLength: 24,
  })
  .map((parts) => parts.join("").toWellFormed());

describe("WordPiece", () => {
  let python: TestPython;
  const { tokenizer } = sharedStaticModel();

  beforeAll(async () => {
    python = await startTestPython();
  });
  afterAll(() => python.close());

  async function pythons(texts: readonly string[]): Promise<number[][]> {
    const result = await python.execute<number[][]>({ module: "word_pieces", name: "encode", args: [texts] });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }

  /** The texts that Python reads otherwise: an equal comparison of millions of numbers would take its time. */
  async function differing(texts: readonly string[]): Promise<string[]> {
    const expected = await pythons(texts);
    return texts.filter((text, at) => tokenizer.encode(text).join(" ") !== expected[at]?.join(" "));
  }

  it("gives the same pieces as Python for every character of Unicode that is assigned, and some others", async () => {
    const texts: string[] = [];
    for (let first = 0; first < 0x110000; first += 64) {
      if (first >= 0xd800 && first < 0xe000) continue;
      const isAssigned = first < 0x33480 || (first >= 0xe0000 && first < 0xe0200);
      if (!isAssigned && first % 0x1000 !== 0) continue;
      const characters = Array.from({ length: 64 }, (_value, offset) => String.fromCodePoint(first + offset));
      texts.push(characters.join(" x"), characters.slice(0, 32).join("x"), characters.slice(32).join("x"));
    }
    expect(await differing(texts)).toEqual([]);
  });

  it("gives the same pieces as Python for any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 50, maxLength: 50 }), async (texts) => {
        expect(await differing(texts)).toEqual([]);
      }),
      { numRuns: Number(process.env.STEMMA_WORD_PIECE_RUNS ?? 40) },
    );
  });

  it("takes long words, unknown ones and the beginning of a text", () => {
    const unknown = tokenizer.encode("[UNK]");
    expect(tokenizer.encode("a".repeat(101))).toEqual(unknown);
    expect(tokenizer.encode("\u{1f600}")).toEqual(unknown);
    expect(tokenizer.encode("one two three", 2)).toEqual(tokenizer.encode("one two"));
    expect(tokenizer.encode("half a pair \ud83d")).toEqual(tokenizer.encode("half a pair \ufffd"));
  });
});
