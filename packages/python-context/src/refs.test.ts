import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PythonCallError, type PythonContext, type PythonRef, type PythonResult } from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

async function valueOf<T>(result: Promise<PythonResult<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new PythonCallError(settled.error);
  return settled.value;
}

const make = (name: string, ...args: readonly unknown[]): Promise<PythonRef> =>
  valueOf(python.executeForRef({ module: "flows", name, args }));

describe("a handle on an object", () => {
  it("passes keyword arguments, whether the result is converted or kept", async () => {
    using sensor = await make("Sensor");
    using account = await valueOf(sensor.callForRef("connect", [], { kwargs: { balance: 12 } }));
    expect(account.type).toBe("flows.Account");
    expect(await account.call("deposit", [1], { kwargs: { note: "n" } })).toEqual({ ok: true, value: "n" });
    expect(await account.get("balance")).toEqual({ ok: true, value: 13 });
    expect(await account.callForRef("deposit", [1], { kwargs: { typo: 1 } })).toMatchObject({
      error: { type: "TypeError", message: expect.stringContaining("typo") },
    });
  });

  it("reads and sets attributes, by their dotted names", async () => {
    using sensor = await make("Sensor");
    using owner = await valueOf(sensor.getForRef("owner"));
    expect(await sensor.set("owner.balance", 99)).toEqual({ ok: true, value: null });
    expect(await owner.get("balance")).toEqual({ ok: true, value: 99 });
    expect(await sensor.set("owner", owner)).toMatchObject({ ok: true });
    expect(await sensor.getForRef("nothing")).toMatchObject({ error: { type: "AttributeError" } });
    expect(await sensor.set("owner.real.x", 1)).toMatchObject({ error: { type: "AttributeError" } });
  });

  it("reads, sets and deletes items, also by an index of two dimensions", async () => {
    using sensor = await make("Sensor");
    expect(await sensor.getItem([0, 1])).toEqual({ ok: true, value: "cell" });
    expect(await sensor.setItem("key", { a: [1] })).toEqual({ ok: true, value: null });
    expect(await sensor.getItem("key")).toEqual({ ok: true, value: { a: [1] } });
    using kept = await valueOf(sensor.getItemForRef("key"));
    expect(kept.type).toBe("dict");
    expect(await sensor.deleteItem("key")).toEqual({ ok: true, value: null });
    expect(await sensor.getItem("key")).toMatchObject({ error: { type: "KeyError" } });
  });

  it("is gone through with for await, and its generator closed when the loop is left", async () => {
    await python.execute({ module: "flows", name: "take_events" });
    using sensor = await make("Sensor");
    const seen: unknown[] = [];
    for await (const item of sensor) {
      if (item === 3) break;
      seen.push(item);
    }
    expect(seen).toEqual([0, 1, 2]);
    expect(await python.execute({ module: "flows", name: "take_events" })).toMatchObject({
      value: ["closed"],
    });
    using stream = await make("Stream");
    const later: unknown[] = [];
    for await (const item of stream) later.push(item);
    expect(later).toEqual([0, 1, 2]);
  });

  it("that can't be iterated says so", async () => {
    using account = await make("Account");
    const consume = async (): Promise<void> => {
      for await (const item of account) throw new Error(`unreachable: ${String(item)}`);
    };
    await expect(consume()).rejects.toMatchObject({ error: { type: "TypeError" } });
  });

  it("on what an async function returns is awaited; a task stays an object", async () => {
    using sensor = await make("open_sensor");
    expect(sensor.type).toBe("flows.Sensor");
    using task = await make("task_of", 5);
    expect(task.type).toBe("_asyncio.Task");
    const failing = python.executeForRef({ module: "flows", name: "fail_later" });
    expect(await failing).toMatchObject({ ok: false, error: { type: "ValueError", message: "later" } });
  });
});

describe("a JavaScript function in Python", () => {
  it("gets keyword arguments as one object after the others", async () => {
    const got: unknown[][] = [];
    const note = (...values: unknown[]): number => got.push(values);
    await valueOf(python.execute({ module: "flows", name: "call_with_keywords", args: [note] }));
    await valueOf(python.execute({ module: "flows", name: "apply", args: [note, 3] }));
    expect(got).toEqual([[1, { scale: 2, name: "x" }], [3]]);
  });

  it("has a signature that libraries can look at", async () => {
    const looked = python.execute({ module: "flows", name: "signature_of", args: [() => 1] });
    expect(await looked).toEqual({ ok: true, value: "(*args, **kwargs)" });
  });
});

describe("functions that look at their caller's frame", () => {
  it("find the module __main__, and what they leave there", async () => {
    const builtin = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
      valueOf(python.execute({ module: "builtins", name, args }));
    expect(await builtin("eval", "1+1")).toBe(2);
    await builtin("exec", "left_by_a_test = [1, 2]");
    expect(await builtin("eval", "left_by_a_test")).toEqual([1, 2]);
    expect(await builtin("eval", "__name__")).toBe("__main__");
    expect(await builtin("dir")).toContain("left_by_a_test");
    expect(await valueOf(python.execute({ module: "flows", name: "name_of_caller" }))).toBe("__main__");
  });
});

describe("an exception's attributes", () => {
  it.each([
    ["open('/no/such/file')", { errno: 2, strerror: "No such file or directory", filename: "/no/such/file" }],
    ["json.loads('[1,')", { msg: expect.any(String), doc: "[1,", pos: 3, lineno: 1, colno: 4 }],
    ["int('x')", {}],
    ["b'\\xff'.decode()", { encoding: "utf-8", start: 0, end: 1, object: new Uint8Array([255]) }],
    [
      "fail_with(code=7, response=object(), detail={'a': [1]}, when=None, _private=1)",
      { code: 7, detail: { a: [1] } },
    ],
  ])("%s", async (expression, attributes) => {
    const result = await python.execute({ module: "forms", name: "evaluate", args: [expression] });
    if (result.ok) throw new Error("it returned");
    expect(result.error.attributes).toMatchObject(attributes);
    const keys = Object.keys(result.error.attributes ?? {});
    expect(keys.filter((key) => ["response", "when", "_private", "args"].includes(key))).toEqual([]);
  });
});

describe("a Date", () => {
  it.each([-8e14, 8.64e15, Date.parse("0001-01-01T00:00:00Z") - 1, Date.parse("+010000-01-01T00:00:00Z")])(
    "%d, beyond what datetime can hold, is refused before anything is queued",
    (milliseconds) => {
      const call = { module: "values", name: "echo", args: [new Date(milliseconds)] };
      expect(() => python.execute(call)).toThrow(TypeError);
    },
  );

  it.each(["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59.999000+00:00"])(
    "at the limit: %s",
    async (text) => {
      const call = {
        module: "values",
        name: "echo",
        args: [new Date(Date.parse(text.replace("999000", "999")))],
      };
      expect(await python.execute(call)).toEqual({ ok: true, value: text });
    },
  );
});
