import { describe, expect, it } from "@jest/globals";
import type { TraceStep } from "@stemma/pipeline";
import { whatWasCut } from "./what-was-cut.js";

const step = {} as TraceStep;

describe("what was cut of a trace", () => {
  it.each([
    [false, 2, []],
    [true, 1, ["what lies beyond depth 3: give a greater one"]],
    [true, 2, ["more than 2 symbols: give a greater limit, or a smaller depth"]],
  ])("cut: %s, with %i steps of at most 2: %j", (isCut, count, told) => {
    const steps = Array.from({ length: count }, () => step);
    expect(whatWasCut({ isCut, steps }, { depth: 3, limit: 2 })).toEqual(told);
  });
});
