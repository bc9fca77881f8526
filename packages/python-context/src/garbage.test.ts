import { describe, expect, it } from "@jest/globals";
import { runScript } from "./test-python.fixture.js";

describe("what JavaScript has forgotten", () => {
  it("is let go of in Python after garbage collection: handles, iterators and shared arrays", async () => {
    const ending = await runScript("garbage.mjs");
    expect(ending).toMatchObject({ code: 0, signal: null, stderr: "" });
    const { held, arrays, heldAfter, arraysAfter } = JSON.parse(ending.stdout) as Record<string, number>;
    expect(held).toBeGreaterThan(100);
    expect(arrays).toBeGreaterThan(0);
    expect({ heldAfter, arraysAfter }).toEqual({ heldAfter: 0, arraysAfter: 0 });
  }, 60_000);
});
