import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { ContextHandles } from "./handles/context-handles.js";
import { PythonCallError, type PythonContext, type PythonIterator, type PythonResult } from "./index.js";
import { tag } from "./tape/tag.js";
import { TapeReader } from "./tape/tape-reader.js";
import { TapeWriter } from "./tape/tape-writer.js";
import { ValueDecoder } from "./tape/value-decoder.js";
import { startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await python.close();
});

const call = (name: string, ...args: readonly unknown[]): Promise<PythonResult<unknown>> =>
  python.execute({ module: "values", name, args });

/** Python goes on: the next call has its value, and a context closes. */
async function expectNextToWork(): Promise<void> {
  jest.restoreAllMocks();
  expect(await call("echo", [1, "two"])).toEqual({ ok: true, value: [1, "two"] });
  await python.close();
  python = await startTestPython();
}

const fail = (): never => {
  throw new RangeError("injected");
};

const unencodable = {
  ok: false,
  error: { kind: "unencodable", type: null, message: expect.stringContaining("RangeError: injected") },
};

describe("whatever throws between the arrival of a result and its settlement settles the call", () => {
  it.each<[string, () => unknown, unknown]>([
    ["any value", () => jest.spyOn(ValueDecoder.prototype, "decode").mockImplementationOnce(fail), 1],
    ["text", () => jest.spyOn(TapeReader.prototype, "text").mockImplementation(fail), "text"],
    ["wide text", () => jest.spyOn(TapeReader.prototype, "wideText").mockImplementation(fail), "\ud800"],
    ["a key", () => jest.spyOn(TapeReader.prototype, "key").mockImplementation(fail), [{ key: 1 }]],
    ["an integer", () => jest.spyOn(TapeReader.prototype, "bigInteger").mockImplementation(fail), 2n ** 70n],
    ["an item", () => jest.spyOn(TapeReader.prototype, "int32").mockImplementation(fail), ["a", 1]],
  ])("the reading of %s", async (_step, inject, value) => {
    inject();
    const results = await Promise.all([call("echo", value), call("echo", null)]);
    expect(results[0]).toMatchObject(unencodable);
    expect(results[1]).toEqual({ ok: true, value: null });
    await expectNextToWork();
  });

  it("the reading of an exception's description", async () => {
    jest.spyOn(TapeReader.prototype, "key").mockImplementation(fail);
    expect(await call("no_such_function")).toMatchObject(unencodable);
    await expectNextToWork();
  });

  it("a description that is none", async () => {
    jest.spyOn(ValueDecoder.prototype, "decode").mockReturnValue(null);
    expect(await call("no_such_function")).toMatchObject({ ok: false, error: { kind: "unencodable" } });
    await expectNextToWork();
  });

  it.each(["makeRef", "makeIterator"] as const)("%s", async (method) => {
    jest.spyOn(ContextHandles.prototype, method).mockImplementation(fail);
    const made = { module: "builtins", name: method === "makeRef" ? "object" : "iter", args: [[1]] };
    const result = method === "makeRef" ? python.executeForRef({ ...made, args: [] }) : python.execute(made);
    expect(await result).toMatchObject(unencodable);
    await expectNextToWork();
  });

  it("one entry of a batch, and no other", async () => {
    jest.spyOn(TapeReader.prototype, "wideText").mockImplementation(fail);
    const values = ["a", "\ud800", { b: [2] }];
    const results = python.executeBatch(
      values.map((value) => ({ module: "values", name: "echo", args: [value] })),
    );
    expect(await results).toMatchObject([
      { ok: true, value: "a" },
      unencodable,
      { ok: true, value: { b: [2] } },
    ]);
    await expectNextToWork();
  });

  it("an item of an iterator, which then throws", async () => {
    const made = await python.execute<PythonIterator>({
      module: "builtins",
      name: "iter",
      args: [["\ud800"]],
    });
    if (!made.ok) throw new PythonCallError(made.error);
    jest.spyOn(TapeReader.prototype, "wideText").mockImplementation(fail);
    await expect(made.value.next()).rejects.toMatchObject({ error: unencodable.error });
    await expectNextToWork();
  });

  it("the caller's own options, changed while the call runs", async () => {
    const options = { operationName: "Before" };
    const failing = { module: "values", name: "no_such_function" };
    const running = python.execute(failing, options);
    Object.defineProperty(options, "operationName", { get: fail });
    Object.defineProperty(failing, "name", { get: fail });
    expect(await running).toMatchObject({ error: { kind: "python", operationName: "Before" } });
    await expectNextToWork();
  });

  it("a signal that can't be listened to: nothing is queued", async () => {
    const broken = { aborted: false, addEventListener: fail } as unknown as AbortSignal;
    expect(() => python.execute({ module: "math", name: "sqrt", args: [4] }, { signal: broken })).toThrow(
      "injected",
    );
    expect(python.stats().pending).toBe(0);
    await expectNextToWork();
  });
});

describe("a function whose arguments can't be read, or whose failure says nothing,", () => {
  it.each<[string, (value: unknown) => unknown, string]>([
    ["arguments", () => 1, "RangeError: injected"],
    [
      "an object without text",
      () => {
        throw Object.create(null);
      },
      "can't be read",
    ],
    [
      "a message that throws",
      () => {
        throw Object.defineProperty(new Error(), "message", { get: fail });
      },
      "can't be read",
    ],
  ])("is answered for: %s", async (kind, callable, message) => {
    if (kind === "arguments") jest.spyOn(TapeReader.prototype, "wideText").mockImplementation(fail);
    const result = await python.execute(
      { module: "flows", name: "apply", args: [callable, "\ud800"] },
      { timeoutMs: 20_000 },
    );
    expect(result).toMatchObject({
      error: { type: "_stemma.JavaScriptError", message: expect.stringContaining(message) },
    });
    await expectNextToWork();
  });
});

describe("results beyond what JavaScript can hold", () => {
  it("an integer of 2^30 bits and one more", async () => {
    const large = { module: "operator", name: "lshift", args: [1, 1_073_741_824] };
    expect(await python.execute(large)).toMatchObject({
      error: { kind: "unencodable", type: null, message: expect.stringContaining("executeForRef") },
    });
    await expectNextToWork();
  });

  it.each(["set", "map", "dict"] as const)("a %s of 2^24 keys and one more, before any is read", (kind) => {
    const writer = new TapeWriter();
    writer.byte(tag[kind]);
    writer.uint32(2 ** 24 + 1);
    const tape = new TapeReader();
    tape.open(writer.bytes.buffer as ArrayBuffer);
    const handles = { makeRef: fail, makeIterator: fail };
    expect(() => new ValueDecoder(tape).decode({ buffers: [], first: 0, handles })).toThrow(
      "it has 16777217 keys",
    );
  });
});
