import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PythonCallError, type PythonContext, type PythonResult } from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

const beside = (name: string, ...args: readonly unknown[]): Promise<PythonResult<unknown>> =>
  python.execute({ module: "flows", name, args }, { concurrent: true, timeoutMs: 25_000 });

async function plain<T>(name: string, ...args: readonly unknown[]): Promise<T> {
  const result = await python.execute<T>({ module: "flows", name, args }, { timeoutMs: 25_000 });
  if (!result.ok) throw new PythonCallError(result.error);
  return result.value;
}

/** Asks until it is so; the test's own limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

describe("concurrent calls", () => {
  it("run at the same time as each other and as the queue", async () => {
    // One after the other, neither would ever meet the other.
    expect(await Promise.all([beside("meet", 1), beside("meet", 2)])).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: 2 },
    ]);
    expect(await Promise.all([beside("meet", 3), plain("meet", 4)])).toEqual([{ ok: true, value: 3 }, 4]);
  });

  it("pass every kind of argument and result, and fail as others do", async () => {
    const options = { concurrent: true };
    const made = await python.executeForRef({ module: "flows", name: "Account", args: [5] }, options);
    if (!made.ok) throw new PythonCallError(made.error);
    using account = made.value;
    expect(await account.call("deposit", [1], { kwargs: { note: "n" }, concurrent: true })).toEqual({
      ok: true,
      value: "n",
    });
    const memory = new Float64Array([1, 2]);
    expect(await python.execute({ module: "values", name: "echo", args: [memory] }, options)).toEqual({
      ok: true,
      value: memory,
    });
    expect(await beside("apply", (value: number) => value * 2, 21)).toEqual({ ok: true, value: 42 });
    expect(await beside("later_from_lane")).toEqual({ ok: true, value: "stemma-asyncio" });
    expect(await python.execute({ module: "math", name: "sqrt", args: [-1] }, options)).toMatchObject({
      error: { kind: "python", type: "ValueError", operationName: "math.sqrt" },
    });
    expect(await beside("no_such_function")).toMatchObject({ error: { type: "AttributeError" } });
    expect(() => python.executeBatch([{ module: "math", name: "sqrt", args: [4] }], options)).toThrow(
      TypeError,
    );
  });

  it("begin in order", async () => {
    await plain("take_begun");
    await Promise.all(Array.from({ length: 50 }, (_, index) => beside("begin", index)));
    const begun = await plain<number[]>("take_begun");
    expect([...begun].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(begun[0]).toBe(0);
  });

  it("are interrupted when their time is up, and their lane serves the next", async () => {
    await plain("take_begun");
    const call = { module: "flows", name: "spin", args: [1] };
    const spinning = await python.execute(call, { concurrent: true, timeoutMs: 100 });
    expect(spinning).toMatchObject({ error: { kind: "timeout", operationName: "flows.spin" } });
    const lanes = await plain<number>("lane_count");
    const aborted = python.execute(call, { concurrent: true, signal: AbortSignal.timeout(100) });
    expect(await aborted).toMatchObject({ error: { kind: "cancelled" } });
    expect(await beside("begin", 2)).toEqual({ ok: true, value: 2 });
    expect(await plain<number>("lane_count")).toBeLessThanOrEqual(lanes + 1);
  });

  it("that don't react are left behind: others take their lanes", async () => {
    const deaf = { module: "flows", name: "hold_lock_of_others", args: [20] };
    const stuck = await Promise.all(
      Array.from({ length: 40 }, () => python.execute(deaf, { concurrent: true, timeoutMs: 50 })),
    );
    expect(stuck.every((result) => !result.ok && result.error.kind === "timeout")).toBe(true);
    expect(await beside("begin", 7)).toEqual({ ok: true, value: 7 });
  });

  it("that wait for a lane and run out of time never begin", async () => {
    await plain("take_begun");
    const deaf = { module: "flows", name: "hold_lock_of_others", args: [3] };
    const filling = Array.from({ length: 40 }, () =>
      python.execute(deaf, { concurrent: true, timeoutMs: 1_000 }),
    );
    const late = await python.execute(
      { module: "flows", name: "begin", args: [99] },
      { concurrent: true, timeoutMs: 100 },
    );
    expect(late).toMatchObject({ error: { kind: "timeout" } });
    await Promise.all(filling);
    await until(async () => (await beside("begin", 1)).ok);
    expect(await plain("take_begun")).not.toContain(99);
  });

  it("that exit end themselves alone", async () => {
    expect(await beside("exit_from_lane")).toMatchObject({ error: { kind: "python", type: "SystemExit" } });
    expect(await beside("begin", 1)).toEqual({ ok: true, value: 1 });
  });
});
