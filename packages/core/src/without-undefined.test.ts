import { describe, expect, it } from "@jest/globals";
import { withoutUndefined } from "./without-undefined.js";

describe("withoutUndefined", () => {
  it("leaves out what is undefined, and nothing else", () => {
    const fields = { none: undefined, null: null, zero: 0, empty: "", no: false };
    expect(Object.keys(withoutUndefined(fields))).toEqual(["null", "zero", "empty", "no"]);
  });

  it("lets defaults stand where an option is undefined", () => {
    const options: { limit?: number | undefined } = { limit: undefined };
    const filled: { limit: number } = { limit: 10, ...withoutUndefined(options) };
    expect(filled).toEqual({ limit: 10 });
  });

  it("leaves the object as it was", () => {
    const fields = { a: undefined };
    withoutUndefined(fields);
    expect(Object.keys(fields)).toEqual(["a"]);
  });
});
