import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PythonContext } from "./index.js";

let python: PythonContext;
beforeAll(async () => {
  python = await PythonContext.start();
});
afterAll(async () => {
  await python.close();
});

describe("PythonContext.execute", () => {
  it("returns a value", async () => {
    const root = await python.execute<number>({ module: "math", name: "sqrt", args: [2] });
    expect(root).toEqual({ ok: true, value: Math.SQRT2 });
  });

  it("passes keyword arguments and finds methods by dotted name", async () => {
    const parsed = await python.execute({
      module: "builtins",
      name: "str.format",
      args: ["{a}-{b}"],
      kwargs: { a: 1, b: "zwei" },
    });
    expect(parsed).toEqual({ ok: true, value: "1-zwei" });
  });

  it("returns an exception as a struct with type, message, traceback and times", async () => {
    const result = await python.execute(
      { module: "builtins", name: "int", args: ["seven"] },
      { operationName: "ParseSeven" },
    );
    expect(result).toMatchObject({
      ok: false,
      error: {
        kind: "python",
        type: "ValueError",
        message: "invalid literal for int() with base 10: 'seven'",
        traceback: expect.stringContaining("ValueError: invalid literal"),
        cause: null,
        notes: [],
        operationName: "ParseSeven",
        queuedMs: expect.any(Number),
        ranMs: expect.any(Number),
      },
    });
  });

  it("names a missing module and a missing function", async () => {
    const noModule = await python.execute({ module: "no_such_module", name: "f" });
    expect(noModule).toMatchObject({ ok: false, error: { type: "ModuleNotFoundError" } });
    const noFunction = await python.execute({ module: "math", name: "no_such_function" });
    expect(noFunction).toMatchObject({ ok: false, error: { type: "AttributeError" } });
  });

  it("runs calls of one turn in their order", async () => {
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        python.execute<number>({ module: "operator", name: "add", args: [index, 1] }),
      ),
    );
    expect(results.map((result) => result.ok && result.value)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
  });

  it("throws TypeError before anything is queued", () => {
    const before = python.stats().pending;
    expect(() => python.execute({ module: "", name: "f" })).toThrow(TypeError);
    expect(() => python.execute({ module: "m", name: "f", args: [Symbol("x")] })).toThrow(TypeError);
    expect(() => python.execute({ module: "m", name: "f" }, { timeoutMs: -1 })).toThrow(TypeError);
    expect(python.stats().pending).toBe(before);
  });

  it("settles a call that sleeps 60 s at its time-out of 200 ms, and the next call works on the same thread", async () => {
    // A loaded machine gets the time it needs to react to the interrupt.
    const patient = await PythonContext.start({ escalation: { graceMs: 20_000 } });
    const started = performance.now();
    const slept = await python.execute({ module: "time", name: "sleep", args: [60] }, { timeoutMs: 200 });
    const settledAfter = performance.now() - started;
    expect(slept).toMatchObject({ ok: false, error: { kind: "timeout", operationName: "time.sleep" } });
    expect(settledAfter).toBeGreaterThanOrEqual(199);
    const next = await python.execute({ module: "math", name: "floor", args: [1.5] });
    expect(next).toEqual({ ok: true, value: 1 });
    expect(python.stats()).toMatchObject({ abandonedThreads: 0, state: "running" });
    await patient.close();
  });
});
