import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { sharedBridge } from "./bridge/shared-bridge.js";
import {
  PythonCallError,
  type PythonContext,
  type PythonIterator,
  PythonRef,
  type PythonResult,
} from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

const call = (name: string, ...args: readonly unknown[]): Promise<PythonResult<unknown>> =>
  python.execute({ module: "flows", name, args }, { timeoutMs: 10_000 });

async function valueOf<T>(result: Promise<PythonResult<unknown>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new PythonCallError(settled.error);
  return settled.value as T;
}

describe("coroutines", () => {
  it("are awaited side by side, while other calls go on", async () => {
    // Awaited one after the other, or on the owner thread, none of them would ever end.
    const waiting = Array.from({ length: 10 }, (_, index) =>
      valueOf<number>(call("return_when_allowed", index)),
    );
    expect(await call("apply", Math.abs, -3)).toEqual({ ok: true, value: 3 });
    expect(await call("allow_returns")).toEqual({ ok: true, value: null });
    expect(await Promise.all(waiting)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("fail like functions", async () => {
    expect(await call("fail_later")).toMatchObject({
      ok: false,
      error: { kind: "python", type: "ValueError" },
    });
    expect(await call("sleep_and_return", 0, 1)).toEqual({ ok: true, value: 1 });
  });

  it.each(["exit_later", "exit_in_a_task"])("that exit end themselves alone: %s", async (name) => {
    expect(await call(name)).toMatchObject({ ok: false, error: { kind: "python", type: "SystemExit" } });
    expect(await call("sleep_and_return", 0, 1)).toEqual({ ok: true, value: 1 });
  });

  it("are cancelled when their time is up, or by a signal", async () => {
    await valueOf(call("take_events"));
    const waiting = { module: "flows", name: "wait_for_ever" };
    expect(await python.execute(waiting, { timeoutMs: 50 })).toMatchObject({ error: { kind: "timeout" } });
    const cancelled = await python.execute(waiting, { signal: AbortSignal.timeout(50) });
    expect(cancelled).toMatchObject({ error: { kind: "cancelled" } });
    let events: string[] = [];
    while (events.length < 2) events = [...events, ...(await valueOf<string[]>(call("take_events")))];
    expect(events).toEqual(["cancelled", "cancelled"]);
  });
});

describe("iterators", () => {
  afterEach(async () => {
    await call("take_events");
  });

  it.each(["count_up", "count_up_async"])("%s is an AsyncIterable", async (name) => {
    const numbers = await valueOf<PythonIterator<number>>(call(name, 1000));
    let sum = 0;
    for await (const number of numbers) sum += number;
    expect(sum).toBe(499_500);
  });

  it("hand out what came before an exception, then the exception", async () => {
    const numbers = await valueOf<PythonIterator<number>>(call("fail_after", 3));
    const seen: number[] = [];
    const consume = async (): Promise<void> => {
      for await (const number of numbers) seen.push(number);
    };
    await expect(consume()).rejects.toMatchObject({
      code: "PYTHON_CALL_FAILED",
      error: { type: "ValueError" },
    });
    expect(seen).toEqual([0, 1, 2]);
  });

  it.each([
    ["endless", [], "closed"],
    ["count_up_async", [100_000], "closed async"],
  ])("%s is closed when the loop is left, and produces only what is asked for", async (name, args, event) => {
    const numbers = await valueOf<PythonIterator<number>>(call(name, ...args));
    for await (const number of numbers) if (number === 2) break;
    const events = await valueOf<string[]>(call("take_events"));
    expect(events.at(-1)).toBe(event);
    expect(events.length).toBeLessThan(600);
    expect(await numbers.next()).toEqual({ done: true, value: undefined });
  });
});

describe("JavaScript functions", () => {
  it("are called from Python with its values, and may be asynchronous", async () => {
    expect(await call("apply", (a: number, b: string[]) => [b, a], 1, ["x"])).toEqual({
      ok: true,
      value: [["x"], 1],
    });
    const later = (value: number): Promise<number> => Promise.resolve(value * 2);
    expect(await call("apply", later, 21)).toEqual({ ok: true, value: 42 });
  });

  it("are called from any Python thread", async () => {
    const squares = await valueOf<number[]>(call("apply_in_threads", (index: number) => index * index, 20));
    expect(squares).toEqual(Array.from({ length: 20 }, (_, index) => index * index));
  });

  it("raise in Python what they throw", async () => {
    const failing = (): never => {
      throw new RangeError("out of range");
    };
    expect(await call("catch", failing)).toEqual({
      ok: true,
      value: "_stemma.JavaScriptError: RangeError: out of range",
    });
    expect(await call("catch", () => Symbol("no form"))).toMatchObject({
      value: expect.stringContaining("TypeError"),
    });
    expect(await call("catch", () => Promise.reject(new Error("rejected")))).toMatchObject({
      value: "_stemma.JavaScriptError: Error: rejected",
    });
  });

  it("that never answer don't outlast the call's time", async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const result = await python.execute(
      { module: "flows", name: "apply", args: [never] },
      { timeoutMs: 100 },
    );
    expect(result).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect(await call("apply", () => "next")).toEqual({ ok: true, value: "next" });
    expect(python.stats().abandonedThreads).toBe(0);
  });

  it("live as long as Python keeps them", async () => {
    const context = await startTestPython();
    const held = (): number => sharedBridge()?.lentFunctions ?? -1;
    const before = held();
    await context.execute({ module: "flows", name: "keep_function", args: [() => 1] });
    await context.execute({ module: "flows", name: "apply", args: [() => 1] });
    await context.execute({ module: "flows", name: "no_such_function", args: [() => 1] });
    await context.execute({ module: "time", name: "sleep", args: [1] }, { signal: AbortSignal.timeout(1) });
    await context.execute({ module: "flows", name: "take_events" });
    expect(held()).toBe(before + 1);
    await context.execute({ module: "flows", name: "drop_functions" });
    await context.execute({ module: "flows", name: "take_events" });
    expect(held()).toBe(before);
    await context.close();
  });

  it("may return functions", async () => {
    const adder =
      (a: number) =>
      (b: number): number =>
        a + b;
    expect(await call("apply_twice", adder, 1, 2)).toEqual({ ok: true, value: 3 });
  });
});

describe("objects that stay in Python", () => {
  it("are passed, called and read by their handles", async () => {
    using account = await valueOf<PythonRef>(
      python.executeForRef({ module: "flows", name: "Account", kwargs: { balance: 5 } }),
    );
    expect(account.type).toBe("flows.Account");
    expect(await account.call("deposit", [10], { kwargs: { note: "thanks" } })).toEqual({
      ok: true,
      value: "thanks",
    });
    expect(await account.get("balance")).toEqual({ ok: true, value: 15 });
    expect(await call("balance_of", account)).toEqual({ ok: true, value: 15 });
    using sibling = await valueOf<PythonRef>(account.callForRef("sibling"));
    expect(await sibling.get("balance")).toEqual({ ok: true, value: 16 });
    expect(await account.toValue()).toMatchObject({ ok: false, error: { kind: "unencodable" } });
  });

  it("include modules", async () => {
    using math = await valueOf<PythonRef>(python.import("math"));
    expect(await math.call("hypot", [3, 4])).toEqual({ ok: true, value: 5 });
    expect(await python.import("no_such_module")).toMatchObject({ error: { type: "ModuleNotFoundError" } });
  });

  it("are let go of by dispose and by using; a disposed handle is refused", async () => {
    const count = async (): Promise<number> =>
      valueOf<number>(python.execute({ module: "_stemma.handles", name: "count" }));
    const before = await count();
    const account = await valueOf<PythonRef>(python.executeForRef({ module: "flows", name: "Account" }));
    expect(await count()).toBe(before + 1);
    account.dispose();
    account.dispose();
    expect(await count()).toBe(before);
    expect(() => call("balance_of", account)).toThrow(TypeError);
    {
      await using other = await valueOf<PythonRef>(
        python.executeForRef({ module: "flows", name: "Account" }),
      );
      expect(other).toBeInstanceOf(PythonRef);
    }
    expect(await count()).toBe(before);
  });
});

describe("executeBatch", () => {
  it("gives each call its own result", async () => {
    const results = await python.executeBatch([
      { module: "math", name: "sqrt", args: [4] },
      { module: "builtins", name: "int", args: ["x"] },
      { module: "builtins", name: "object" },
      { module: "values", name: "make", args: [3] },
      { module: "values", name: "make", args: [2] },
    ]);
    expect(results).toMatchObject([
      { ok: true, value: 2 },
      { ok: false, error: { kind: "python", type: "ValueError", operationName: "builtins.int" } },
      { ok: false, error: { kind: "unencodable" } },
      { ok: true, value: new Float32Array([0, 1, 2]) },
      { ok: true, value: new Float32Array([0, 1]) },
    ]);
  });

  it("is one entry of the queue, with one deadline", async () => {
    const sleeping = { module: "time", name: "sleep", args: [60] };
    const results = await python.executeBatch([sleeping, sleeping], { timeoutMs: 100 });
    expect(results).toMatchObject([{ error: { kind: "timeout" } }, { error: { kind: "timeout" } }]);
    expect(await python.executeBatch([])).toEqual([]);
    expect(await call("take_events")).toMatchObject({ ok: true });
  });
});

describe("logging and warnings", () => {
  it("go to the logger with their level and name", async () => {
    const lines: string[] = [];
    const record = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
      if ("pythonLogger" in fields)
        lines.push(`${level} ${String(fields.pythonLogger)} ${message.split("\n")[0] ?? ""}`);
    };
    const logger = {
      debug: record("debug"),
      info: record("info"),
      warn: record("warn"),
      error: record("error"),
    };
    const context = await startTestPython({ logger });
    await context.execute({ module: "flows", name: "log_everything" });
    await context.close();
    expect(lines.slice(0, 4)).toEqual([
      "debug flows.logger a debug record",
      "info flows.logger a info record",
      "warn flows.logger a warning record",
      "error flows.logger a error record",
    ]);
    expect(lines[4]).toMatch(/^warn py\.warnings .*UserWarning: watch out/);
    await call("log_everything");
    expect(lines).toHaveLength(5);
  });
});

describe("stats and whenReady", () => {
  it("counts this context's calls by their outcome, and times them", async () => {
    const context = await startTestPython();
    const before = context.stats();
    await context.execute({ module: "time", name: "sleep", args: [0.02] });
    await context.execute({ module: "builtins", name: "int", args: ["x"] });
    const after = context.stats();
    expect(after.completed).toBe(before.completed + 1);
    expect(after.failed).toEqual({ python: 1 });
    expect(after.runMs.p99).toBeGreaterThan(19);
    expect(after.runMs.p99).toBeLessThan(1_000);
    await context.close();
  });

  it("waits for room in the queue", async () => {
    const context = await startTestPython({ queueLimit: 1 });
    const running = context.execute({ module: "time", name: "sleep", args: [0.1] });
    while (!context.stats().isBusy) await new Promise((resolve) => setImmediate(resolve));
    const waiting = context.execute({ module: "math", name: "sqrt", args: [1] });
    await context.whenReady();
    expect(await context.execute({ module: "math", name: "sqrt", args: [4] })).toEqual({
      ok: true,
      value: 2,
    });
    await Promise.all([running, waiting]);
    await (await startTestPython({ queueLimit: 1024 })).close();
    await context.close();
  });
});
