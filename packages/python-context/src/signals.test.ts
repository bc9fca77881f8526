import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { runCalls } from "./test-python.fixture.js";

/** Against hangs only: far less than the calls would wait without the signal. */
const timeoutMs = 15_000;
const call = (name: string, ...args: readonly unknown[]) => ({ module: "ringing", name, args, timeoutMs });
const ping = { module: "blocking", name: "ping" };
const raised = { failed: "python", type: "ringing.RingError" };
const waits = [
  "sleep",
  "wait_for_lock",
  "wait_for_event",
  "wait_for_queue",
  "wait_in_select",
  "wait_in_recv",
  "wait_for_process",
];

describe("a signal that Python handles", () => {
  it.each(waits)("of a timer reaches the call that waits: %s", async (wait) => {
    const ending = await runCalls([call("arm_and", wait), ping]);
    expect(ending).toMatchObject({ code: 0, stderr: "", results: [raised, "pong"] });
  });

  it.each(waits)("from outside reaches the call that waits: %s", async (wait) => {
    const ending = await runCalls([call("kill_and", wait), ping]);
    expect(ending).toMatchObject({ code: 0, stderr: "", results: [raised, "pong"] });
  });

  it("of a timer that outlives its call is handled at once, and disturbs no other call", async () => {
    const ending = await runCalls([call("arm"), call("wait_undisturbed"), ping]);
    expect(ending).toMatchObject({ code: 0, results: ["armed", "undisturbed", "pong"] });
    expect(ending.stderr).toMatch(/Exception ignored in[^]*RingError/);
  });

  it("is handled between two calls, and disturbs no later one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stemma-signals-"));
    const file = join(folder, "rung");
    const ending = await runCalls([call("arm", file), { wait: file }, ping]);
    expect(ending).toMatchObject({ code: 0, results: ["armed", true, "pong"] });
    expect(ending.stderr).toContain("RingError");
    expect(existsSync(file)).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
