import { beforeAll, describe, expect, it } from "@jest/globals";
import { runScript } from "./test-python.fixture.js";

interface Report {
  readonly held: number;
  readonly arrays: number;
  readonly heldAfter: number;
  readonly arraysAfter: number;
  readonly collectedWhileKept: readonly string[];
  readonly dropped: number;
  readonly collected: readonly string[];
}

describe("garbage collection", () => {
  let report: Report;
  beforeAll(async () => {
    const ending = await runScript("garbage.mjs");
    expect(ending).toMatchObject({ code: 0, signal: null, stderr: "" });
    report = JSON.parse(ending.stdout) as Report;
  }, 60_000);

  it("lets Python go of what JavaScript has forgotten: handles, iterators and shared arrays", () => {
    expect(report.held).toBeGreaterThan(100);
    expect(report.arrays).toBeGreaterThan(0);
    expect(report).toMatchObject({ heldAfter: 0, arraysAfter: 0 });
  });

  it("leaves memory to Python beyond the context's end, and takes it when Python has given it back", () => {
    expect(report).toMatchObject({ collectedWhileKept: ["used"], dropped: 1, collected: ["used", "kept"] });
  });
});
