import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { decodeJson, encodeJson } from "./lossless-json.js";

const wide = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
/** As it comes back: what a number holds is a number. */
const asRead = (value: bigint): number | bigint => (BigInt(Number(value)) === value ? Number(value) : value);

describe("lossless JSON", () => {
  it("keeps integers that no number holds", () => {
    expect(encodeJson({ a: 1152921504606846977n, b: [-9223372036854775808n, 1.5] })).toBe(
      '{"a":1152921504606846977,"b":[-9223372036854775808,1.5]}',
    );
    expect(decodeJson('{"a":1152921504606846977,"b":[9007199254740993, 1.5]}')).toEqual({
      a: 1152921504606846977n,
      b: [9007199254740993n, 1.5],
    });
  });

  it("prints every digit of a number", () => {
    expect(JSON.stringify(2 ** 60)).toBe("1152921504606847000");
    expect(encodeJson([2 ** 60, 2 ** 63, -(2 ** 53)])).toBe(
      "[1152921504606846976,9223372036854775808,-9007199254740992]",
    );
    expect(encodeJson([1e21, 0.1234567890123456])).toBe("[1e+21,0.1234567890123456]");
  });

  it("leaves texts, fractions and what is wider than 64 bits alone", () => {
    const text = String.raw`{"1152921504606846977":"1152921504606846977 \" integer#0:1","f":0.12345678901234567890,`;
    expect(
      decodeJson(`${text}"g":12345678901234567.5,"h":12345678901234567e3,"i":9223372036854775808}`),
    ).toEqual({
      "1152921504606846977": '1152921504606846977 " integer#0:1',
      f: 0.12345678901234568,
      g: 12345678901234568,
      h: 12345678901234567000,
      i: 2 ** 63,
    });
    expect(encodeJson(["integer#0:12", 2n ** 60n])).toBe('["integer#0:12",1152921504606846976]');
  });

  it("is JSON for everything else, mistakes included", () => {
    expect(encodeJson({ a: [1, null] }, 2)).toBe(JSON.stringify({ a: [1, null] }, null, 2));
    expect(encodeJson({ a: 2n ** 60n }, 2)).toBe('{\n  "a": 1152921504606846976\n}');
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    expect(() => encodeJson(circle)).toThrow(TypeError);
    expect(() => decodeJson('{"a":1152921504606846977')).toThrow(SyntaxError);
  });

  it("gives back what was written", () => {
    const tree = fc.dictionary(fc.string(), fc.oneof(wide, fc.array(wide), fc.string(), fc.boolean()));
    fc.assert(
      fc.property(tree, (value) => {
        const expected = Object.entries(value).map(([key, each]) => [
          key,
          typeof each === "bigint" ? asRead(each) : Array.isArray(each) ? each.map(asRead) : each,
        ]);
        expect(Object.entries(decodeJson(encodeJson(value)) as object)).toEqual(expected);
      }),
    );
  });
});
