import { getEventListeners } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { PythonContext } from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

const sleep = { module: "blocking", name: "sleep", args: [60] };
const ping = { module: "blocking", name: "ping" };

describe("AbortSignal", () => {
  it("interrupts a running call", async () => {
    const controller = new AbortController();
    const running = python.execute(sleep, { signal: controller.signal });
    while (!python.stats().isBusy) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await running).toMatchObject({
      ok: false,
      error: { kind: "cancelled", operationName: "blocking.sleep" },
    });
    expect(await python.execute(ping, { timeoutMs: 5_000 })).toEqual({ ok: true, value: "pong" });
  });

  it("takes a waiting call out of the queue", async () => {
    const stop = new AbortController();
    const running = python.execute(sleep, { signal: stop.signal });
    const controller = new AbortController();
    const waiting = python.execute(ping, { signal: controller.signal });
    controller.abort();
    expect(await waiting).toMatchObject({ ok: false, error: { kind: "cancelled", ranMs: 0 } });
    stop.abort();
    await running;
  });

  it("refuses at once when it was aborted before", async () => {
    const before = python.stats().pending;
    const refused = await python.execute(ping, { signal: AbortSignal.abort() });
    expect(refused).toMatchObject({ ok: false, error: { kind: "cancelled" } });
    expect(python.stats().pending).toBe(before);
  });

  it("keeps no listener once the call has settled", async () => {
    const { signal } = new AbortController();
    await python.execute(ping, { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

describe("the queue's limit", () => {
  it("refuses what is beyond it, and accepts again afterwards", async () => {
    const small = await startTestPython({ queueLimit: 3 });
    const stop = new AbortController();
    const running = python.execute(sleep, { signal: stop.signal });
    while (!python.stats().isBusy) await new Promise((resolve) => setImmediate(resolve));
    const burst = Array.from({ length: 5 }, () => python.execute(ping, { timeoutMs: 10_000 }));
    const refused = await Promise.race([burst[3], burst[4]]);
    expect(refused).toMatchObject({ ok: false, error: { kind: "queue-full" } });
    stop.abort();
    await running;
    const kinds = (await Promise.all(burst)).map((result) => (result.ok ? "ok" : result.error.kind));
    expect(kinds).toEqual(["ok", "ok", "ok", "queue-full", "queue-full"]);
    expect(await python.execute(ping)).toEqual({ ok: true, value: "pong" });
    const restored = await startTestPython({ queueLimit: 1024 });
    await small.close();
    await restored.close();
  });
});

describe("close", () => {
  it("waits for what is in flight, refuses afterwards, and may be called twice", async () => {
    const context = await startTestPython();
    const inFlight = context.execute({ module: "blocking", name: "sleep", args: [0.1] });
    const closed = context.close();
    expect(await context.execute(ping)).toMatchObject({ ok: false, error: { kind: "closed" } });
    await closed;
    expect(await inFlight).toEqual({ ok: true, value: "slept" });
    await context.close();
    expect(await python.execute(ping)).toEqual({ ok: true, value: "pong" });
  });
});
