import { describe, expect, it } from "@jest/globals";
import { runScript } from "./test-python.fixture.js";

interface Report {
  readonly surprises: readonly string[];
  readonly issued: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

describe("many calls and random faults in one process", () => {
  it("settle, each exactly once, and leave nothing behind; `nx soak` runs more of them", async () => {
    const { code, signal, stdout, stderr } = await runScript("../soak/main.mjs", [
      "--calls=15000",
      "--faults=45",
    ]);
    expect({ stderr, signal }).toEqual({ stderr: "", signal: null });
    const { surprises, issued, outcomes } = JSON.parse(stdout) as Report;
    expect(surprises).toEqual([]);
    expect(code).toBe(0);
    expect(issued).toBeGreaterThan(15_000);
    // The faults did happen.
    for (const kind of ["python", "unencodable", "timeout", "cancelled", "queue-full"]) {
      expect(outcomes[kind]).toBeGreaterThan(0);
    }
  }, 60_000);
});
