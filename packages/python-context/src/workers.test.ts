import { describe, expect, it } from "@jest/globals";
import { runScript } from "./test-python.fixture.js";

interface Report {
  readonly rounds: readonly (readonly { behaviour: string; code: number; messages: unknown[] }[])[];
  readonly answer: unknown;
  readonly kept: number;
  readonly stats: { readonly pending: number; readonly state: string };
}

describe("worker threads", () => {
  it("share the interpreter, and may end at any moment without harm to the others", async () => {
    const ending = await runScript("workers.mjs");
    expect(ending).toMatchObject({ code: 0, signal: null, stderr: "" });
    const { rounds, answer, kept, stats } = JSON.parse(ending.stdout) as Report;
    for (const round of rounds) {
      expect(round).toEqual([
        { behaviour: "finish", code: 0, messages: [8, 4] },
        { behaviour: "exitWhileBusy", code: 3, messages: [] },
        { behaviour: "terminateWhileBusy", code: 1, messages: [] },
        { behaviour: "terminateInCallback", code: 1, messages: [] },
        { behaviour: "keepHandles", code: 0, messages: [] },
      ]);
    }
    expect(answer).toEqual({ ok: true, value: "pong" });
    expect(kept).toBe(0);
    expect(stats).toMatchObject({ pending: 0, state: "running" });
  }, 60_000);
});
