import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { PythonContext, PythonResult } from "./index.js";
import { holdLock, startTestPython } from "./test-python.fixture.js";

/** Against hangs only; how soon is measured by the benchmark. */
const hangMs = 20_000;
/** Where a call must be interrupted, a loaded machine gets all the time it needs before the thread is given up. */
const patient = { graceMs: hangMs, wedgedAfterMs: 400 };
const impatient = { graceMs: 200, wedgedAfterMs: 400 };

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython({ escalation: impatient });
});
afterAll(async () => {
  await python.close();
});

const call = (name: string, args: readonly unknown[] = [], timeoutMs = 200): Promise<PythonResult<unknown>> =>
  python.execute({ module: "blocking", name, args }, { timeoutMs });

/** The escalation is the whole process's: the latest start sets it. */
async function escalate(escalation: typeof patient): Promise<void> {
  await (await startTestPython({ escalation })).close();
}

/** Polls Python's state without sleeping: each round trip of an unrelated call is the wait. */
async function waitUntil(condition: () => boolean): Promise<void> {
  const end = performance.now() + hangMs;
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
    // Where an exception comes to nobody, nearly always.
    ["spin_in_destructors", []],
    ["sleep", [60]],
    ["wait_for_lock", []],
    ["wait_for_event", []],
    ["wait_for_queue", []],
    ["wait_for_socket", []],
    ["backtracking_regex", []],
    ["big_power", []],
    ["run_asyncio", [60]],
    ["run_asyncio_beside_a_task", []],
    ["run_uvloop", [60]],
    ["run_uvloop_beside_a_task", []],
  ])("%s settles at its deadline, and the next call goes on in the same thread", async (name, args) => {
    await escalate(patient);
    const replaced = python.stats().replacedThreads;
    const started = performance.now();
    const overdue = call(name, args);
    const behind = call("ping", [], hangMs);
    expect(await overdue).toMatchObject({ ok: false, error: { kind: "timeout", type: null } });
    expect(performance.now() - started).toBeGreaterThanOrEqual(199);
    expect(await behind).toEqual({ ok: true, value: "pong" });
    expect(python.stats().replacedThreads).toBe(replaced);
  });

  it("never loses a step of an event loop, wherever that is when it is interrupted", async () => {
    await escalate(patient);
    for (let attempt = 0; attempt < 100; attempt++) {
      expect(await call("run_asyncio_beside_a_task", [], 10 + (attempt % 7))).toMatchObject({ ok: false });
      expect(await call("ping", [], hangMs)).toEqual({ ok: true, value: "pong" });
    }
  });

  it("runs the cleanup of the interrupted call", async () => {
    await python.execute({ module: "blocking", name: "cleanups.clear" });
    await call("spin_with_cleanup");
    const seen = await python.execute<number>({ module: "blocking", name: "cleanups.copy" });
    expect(seen).toEqual({ ok: true, value: ["done"] });
  });

  it.each([
    ["spin_swallowing_everything", [2.5]],
    ["sleep_without_reaction", [2.5]],
    ["sleep_in_cleanup", [2]],
  ])("%s is left behind, and its thread returns to duty", async (name, args) => {
    await escalate(impatient);
    const before = python.stats();
    // Long enough to have started: a call that times out in the queue leaves nothing behind.
    const overdue = call(name, args, 500);
    const behind = call("ping", [], hangMs);
    expect(await overdue).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await behind).toEqual({ ok: true, value: "pong" });
    expect(python.stats().replacedThreads).toBe(before.replacedThreads + 1);
    await waitUntil(() => python.stats().abandonedThreads === 0);
    // Back on Python's main thread, where signals work: the next overdue call is interrupted, not abandoned.
    await escalate(patient);
    const replaced = python.stats().replacedThreads;
    await call("ping", [], hangMs);
    await call("sleep", [60]);
    expect(await call("ping", [], hangMs)).toEqual({ ok: true, value: "pong" });
    expect(python.stats().replacedThreads).toBe(replaced);
  });

  it("on a replacement thread is interrupted, too", async () => {
    await escalate(impatient);
    const stuck = call("sleep_without_reaction", [2], 100);
    expect(await stuck).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await call("spin", [], 300)).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await call("ping", [], 10_000)).toEqual({ ok: true, value: "pong" });
    await waitUntil(() => python.stats().abandonedThreads === 0);
  });

  it("leaves no handle behind when its result comes too late", async () => {
    await escalate(impatient);
    const count = { module: "_stemma.handles", name: "count" };
    const before = await python.execute(count);
    const deaf = { module: "blocking", name: "sleep_without_reaction", args: [0.5] };
    expect(await python.executeForRef(deaf, { timeoutMs: 50 })).toMatchObject({ error: { kind: "timeout" } });
    await waitUntil(() => !python.stats().isBusy && python.stats().abandonedThreads === 0);
    await call("ping", [], hangMs);
    expect(await python.execute(count)).toEqual(before);
  });

  it("that never started says so", async () => {
    const stop = new AbortController();
    const sleep = { module: "blocking", name: "sleep", args: [60] };
    const running = python.execute(sleep, { signal: stop.signal });
    const waiting = await call("ping", [], 50);
    expect(waiting).toMatchObject({
      ok: false,
      error: { kind: "timeout", ranMs: 0, message: expect.stringContaining("did not start within 50 ms") },
    });
    stop.abort();
    expect(await running).toMatchObject({ ok: false, error: { kind: "cancelled" } });
  });
});

describe("an interrupt", () => {
  it("waits while Python's import machinery runs, and comes right after it", async () => {
    await escalate(patient);
    const replaced = python.stats().replacedThreads;
    const overdue = await call("spin_in_import_machinery", [0.3], 50);
    expect(overdue).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await call("machinery_log", [], hangMs)).toEqual({
      ok: true,
      value: ["completed", "interrupted"],
    });
    expect(python.stats().replacedThreads).toBe(replaced);
  });

  it("of an import at any moment leaves the module importable, and no thread stuck", async () => {
    await escalate(patient);
    const replaced = python.stats().replacedThreads;
    for (let round = 0; round < 60; round++) await call("import_anew", ["csv"], (round % 12) / 4);
    expect(await call("import_anew", ["csv"], hangMs)).toEqual({ ok: true, value: "csv" });
    const { replacedThreads, abandonedThreads } = python.stats();
    expect({ replacedThreads, abandonedThreads }).toEqual({ replacedThreads: replaced, abandonedThreads: 0 });
  });
});

describe("an interpreter that nobody can use", () => {
  it("refuses new calls as wedged, settles old ones at their deadlines, and recovers by itself", async () => {
    await escalate(impatient);
    const { result, release } = await holdLock(python, 100);
    const behind = call("ping", [], 300);
    expect(await result).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await behind).toMatchObject({ ok: false, error: { kind: "timeout" } });
    await waitUntil(() => python.stats().state === "wedged");
    expect(await call("ping", [], hangMs)).toMatchObject({ ok: false, error: { kind: "wedged" } });
    expect(python.stats().state).toBe("wedged");
    release();
    await waitUntil(() => python.stats().state === "running");
    expect(await call("ping", [], 10_000)).toEqual({ ok: true, value: "pong" });
  });
});
