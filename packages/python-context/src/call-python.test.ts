import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Logger, silentLogger } from "@stemma/core";
import { callPython, closingLink } from "./call-python.js";
import { PythonContext } from "./python-context.js";
import type { PythonError } from "./python-result.js";

class RootError extends Error {
  constructor(readonly failure: PythonError) {
    super(failure.message);
  }
}
const toError = (failure: PythonError): Error => new RootError(failure);
const rootOf = (number: unknown) => ({ operationName: "Root", name: "math.sqrt", args: [number] }) as const;

describe("callPython", () => {
  let python: PythonContext;
  beforeAll(async () => {
    python = await PythonContext.start();
  });
  afterAll(() => python.close());

  it("resolves with the value of a function in a module of a package", async () => {
    await expect(callPython({ python }, rootOf(4), toError)).resolves.toBe(2);
    const call = { operationName: "Join", name: "os.path.join", args: ["a", "b"] } as const;
    await expect(callPython({ python }, call, toError)).resolves.toBe("a/b");
  });

  it("throws what is made of a failure, and tells the link's logger of it once", async () => {
    const told: unknown[] = [];
    const logger: Logger = { ...silentLogger, error: (fields) => told.push(fields) };
    const failure = await callPython({ python, logger }, rootOf(-1), toError).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(RootError);
    expect((failure as RootError).failure).toMatchObject({ kind: "python", operationName: "Root" });
    expect(told).toEqual([
      expect.objectContaining({ operationName: "Root", kind: "python", type: "ValueError" }),
    ]);
  });

  it("passes time limit and cancellation on", async () => {
    const signal = AbortSignal.abort();
    await expect(callPython({ python }, { ...rootOf(4), signal }, toError)).rejects.toMatchObject({
      failure: { kind: "cancelled" },
    });
    const sleep = { operationName: "Sleep", name: "time.sleep", args: [600], timeoutMs: 1 } as const;
    await expect(callPython({ python }, sleep, toError)).rejects.toMatchObject({
      failure: { kind: "timeout" },
    });
  });

  it("throws TypeError for an argument without a Python form", async () => {
    await expect(callPython({ python }, rootOf(Symbol("x")), toError)).rejects.toThrow(TypeError);
  });

  it("closes by the link's own context for that", () => {
    const closing = { execute: python.execute.bind(python) };
    expect(closingLink({ python, closing }).python).toBe(closing);
    expect(closingLink({ python }).python).toBe(python);
  });
});
