import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { PythonContext, PythonResult } from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

/** Generous against a loaded machine; the design's bars (20 and 300 ms) are measured by the benchmark. */
const soonMs = 1_500;

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython({ escalation: { graceMs: 200, wedgedAfterMs: 400 } });
});
afterAll(async () => {
  await python.close();
});

const call = (name: string, args: readonly unknown[] = [], timeoutMs = 200): Promise<PythonResult<unknown>> =>
  python.execute({ module: "blocking", name, args }, { timeoutMs });

/** Polls Python's state without sleeping: each round trip of an unrelated call is the wait. */
async function waitUntil(condition: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`still ${JSON.stringify(python.stats())}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("a call over its time", () => {
  it.each([
    ["spin", []],
    ["spin_swallowing_exceptions", []],
    ["spin_with_cleanup", []],
    ["sleep", [60]],
    ["wait_for_lock", []],
    ["wait_for_event", []],
    ["wait_for_queue", []],
    ["wait_for_socket", []],
    ["backtracking_regex", []],
    ["big_power", []],
  ])("%s settles at its deadline, and the next call goes on in the same thread", async (name, args) => {
    const replaced = python.stats().replacedThreads;
    const started = performance.now();
    const overdue = call(name, args);
    const behind = call("ping", [], 10_000);
    expect(await overdue).toMatchObject({ ok: false, error: { kind: "timeout", type: null } });
    expect(performance.now() - started).toBeGreaterThanOrEqual(199);
    expect(performance.now() - started).toBeLessThan(200 + soonMs);
    expect(await behind).toEqual({ ok: true, value: "pong" });
    expect(performance.now() - started).toBeLessThan(200 + soonMs);
    expect(python.stats().replacedThreads).toBe(replaced);
  });

  it("runs the cleanup of the interrupted call", async () => {
    await python.execute({ module: "blocking", name: "cleanups.clear" });
    await call("spin_with_cleanup");
    const seen = await python.execute<number>({ module: "blocking", name: "cleanups.copy" });
    expect(seen).toEqual({ ok: true, value: ["done"] });
  });

  it.each([
    ["spin_swallowing_everything", [1.5]],
    ["sleep_without_reaction", [1.5]],
    ["sleep_in_cleanup", [1]],
  ])("%s is left behind, and its thread returns to duty", async (name, args) => {
    const before = python.stats();
    const started = performance.now();
    const overdue = call(name, args);
    const behind = call("ping", [], 10_000);
    expect(await overdue).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await behind).toEqual({ ok: true, value: "pong" });
    expect(performance.now() - started).toBeLessThan(400 + soonMs);
    expect(python.stats().replacedThreads).toBe(before.replacedThreads + 1);
    await waitUntil(() => python.stats().abandonedThreads === 0);
    // Back on Python's main thread, where signals work: the next overdue call is interrupted, not abandoned.
    const replaced = python.stats().replacedThreads;
    await call("ping", [], 10_000);
    await call("sleep", [60]);
    expect(await call("ping", [], 10_000)).toEqual({ ok: true, value: "pong" });
    expect(python.stats().replacedThreads).toBe(replaced);
  });

  it("on a replacement thread is interrupted, too", async () => {
    const stuck = call("sleep_without_reaction", [2], 100);
    expect(await stuck).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await call("spin", [], 300)).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await call("ping", [], 10_000)).toEqual({ ok: true, value: "pong" });
    await waitUntil(() => python.stats().abandonedThreads === 0);
  });

  it("that never started says so", async () => {
    const running = call("sleep", [0.4], 5_000);
    const waiting = await call("ping", [], 50);
    expect(waiting).toMatchObject({
      ok: false,
      error: { kind: "timeout", ranMs: 0, message: expect.stringContaining("did not start within 50 ms") },
    });
    expect(await running).toEqual({ ok: true, value: "slept" });
  });
});

describe("an interpreter that nobody can use", () => {
  it("refuses new calls as wedged, settles old ones at their deadlines, and recovers by itself", async () => {
    const held = call("hold_lock_in_c", [2.5], 100);
    const behind = call("ping", [], 300);
    expect(await held).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await behind).toMatchObject({ ok: false, error: { kind: "timeout" } });
    await waitUntil(() => python.stats().state === "wedged");
    const refused = performance.now();
    expect(await call("ping")).toMatchObject({ ok: false, error: { kind: "wedged" } });
    expect(performance.now() - refused).toBeLessThan(100);
    await waitUntil(() => python.stats().state === "running");
    expect(await call("ping", [], 10_000)).toEqual({ ok: true, value: "pong" });
  });
});
