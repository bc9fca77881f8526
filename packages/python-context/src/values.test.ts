import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { anyText, anyValue, hashable, kindOf, kindsOf, normalized } from "./any-value.fixture.js";
import { NdArray, type PythonContext } from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

async function run(name: string, ...args: readonly unknown[]): Promise<unknown> {
  const result = await python.execute({ module: "values", name, args });
  if (!result.ok) throw new Error(`${result.error.type ?? ""}: ${result.error.message}`);
  return result.value;
}

describe("values go to Python and come back the same", () => {
  it("for every kind of value and every nesting", async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (value) => {
        expect(await run("echo", value)).toEqual(normalized(value));
      }),
      { numRuns: 400 },
    );
  });

  it("and every kind is among them", () => {
    const seen = new Set(fc.sample(anyValue, { numRuns: 2_000, seed: 1 }).flatMap(kindsOf));
    expect([...seen].sort()).toEqual([
      ...["-0", "array", "bigint", "boolean", "date", "double", "integer", "large integer", "map", "nan"],
      ...["nd-array", "null", "object", "set", "text", "typed array", "undefined", "wide text"],
    ]);
  });

  it("as bytes, which come as a Uint8Array", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const back = await run("as_bytes", bytes);
        expect(kindOf(back)).toBe("typed array");
        expect(back).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  it("as keyword arguments, whatever their names", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(anyText, hashable), async (kwargs) => {
        const result = await python.execute({ module: "values", name: "keyword_echo", kwargs });
        expect(result).toEqual({ ok: true, value: normalized(kwargs) });
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [-0, -0],
    [2 ** 31, 2 ** 31],
    [-(2 ** 31) - 1, -(2 ** 31) - 1],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [2n ** 63n, 2n ** 63n],
    [-(2n ** 64n), -(2n ** 64n)],
    [10n ** 5000n, 10n ** 5000n],
    [7n, 7],
    [undefined, null],
  ])("%p", async (value, expected) => {
    expect(await run("echo", value)).toBe(expected);
  });

  it("refuses what has no Python form, and nesting beyond 500 levels", () => {
    let deep: unknown[] = [];
    for (let level = 0; level < 600; level++) deep = [deep];
    const cyclic: Record<string, unknown> = {};
    cyclic.itself = cyclic;
    for (const value of [Symbol("s"), new WeakMap(), Promise.resolve(), new Date(Number.NaN), deep, cyclic]) {
      expect(() => python.execute({ module: "values", name: "echo", args: [value] })).toThrow(TypeError);
    }
  });

  it("takes numbers as int when they are integers, and as float otherwise", async () => {
    expect(await run("describe", 3)).toBe("int 3");
    expect(await run("describe", 3.5)).toBe("float 3.5");
    expect(await run("describe", 1e300)).toBe("float 1e+300");
    expect(await run("describe", -0)).toBe("float -0.0");
  });

  it("takes a Date as an aware datetime", async () => {
    expect(await run("describe", new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678)))).toBe(
      "datetime datetime.datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=datetime.timezone.utc)",
    );
  });
});

describe("Python values of other kinds", () => {
  it("come as what they are closest to", async () => {
    expect(await run("special")).toEqual([
      "2026-01-02T03:04:05+00:00",
      "2026-01-02",
      "1.10",
      "00000000-0000-0000-0000-000000000007",
      "/a/b",
      1.5,
      7,
      3,
      [0, 1, 2],
      { a: 1 },
      new Map<unknown, unknown>([
        [1, "number"],
        ["1", "text"],
      ]),
      ["x", "y"],
      new BigInt64Array([0n, 2n, 4n]),
      [],
      new Uint8Array([0, 255]),
      new Set([1]),
    ]);
  });
});

describe("memory is shared, not copied", () => {
  it("into Python: it reads and writes the same floats", async () => {
    const memory = new Float32Array(1_000_000).fill(0.5);
    expect(await run("sum_of", memory)).toBe(500_000);
    await run("fill", memory, 2);
    expect(memory[999_999]).toBe(2);
  });

  it("at the same address each time, parts at theirs", async () => {
    const memory = new Float32Array(1_000_000);
    const address = (await run("address_of", memory)) as number;
    expect(await run("address_of", memory)).toBe(address);
    expect(await run("address_of", memory.subarray(1_000))).toBe(address + 4_000);
    expect(await run("address_of", memory.buffer)).toBe(address);
  });

  it("out of Python, too: what comes back in lies where Python had made it", async () => {
    const array = (await run("make", 1_000_000)) as Float32Array;
    const address = (await run("kept_address")) as number;
    expect(await run("address_of", array)).toBe(address);
    expect(await run("address_of", array.subarray(10))).toBe(address + 40);
  });

  it("a part of a buffer is that part", async () => {
    const memory = new Float32Array(8).fill(1);
    await run("fill", memory.subarray(2, 4), 7);
    expect([...memory]).toEqual([1, 1, 7, 7, 1, 1, 1, 1]);
  });

  it("out of Python: a write on this side is seen on the other", async () => {
    const array = (await run("make", 1000)) as Float32Array;
    expect(Object.prototype.toString.call(array)).toBe("[object Float32Array]");
    expect(array[999]).toBe(999);
    array[5] = 42;
    expect(await run("kept_value", 5)).toBe(42);
    await run("forget");
    expect(array[5]).toBe(42);
  });

  it("except for what Python may not have changed, and what JavaScript owns already", async () => {
    const readOnly = (await run("read_only")) as Uint8Array;
    readOnly[0] = 9;
    expect(await run("read_only")).toEqual(new Uint8Array([1, 2, 3]));
    const memory = new Float64Array([1, 2]);
    const back = (await run("echo", memory)) as Float64Array;
    back[0] = 5;
    expect([...memory]).toEqual([1, 2]);
  });

  it("keeps shapes in both directions", async () => {
    const matrix = (await run("matrix")) as NdArray<Float64Array>;
    expect(matrix).toBeInstanceOf(NdArray);
    expect([matrix.shape, [...matrix.data]]).toEqual([
      [2, 3],
      [0, 1, 2, 3, 4, 5],
    ]);
    const rows = new NdArray(new Float32Array([1, 2, 3, 4, 5, 6]), [3, 2]);
    expect(await run("shape_of", rows)).toEqual([[3, 2], "float32", 21]);
    expect(() => new NdArray(new Float32Array(5), [2, 3])).toThrow(RangeError);
  });

  it.each([
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float64Array,
  ])("%p", async (Constructor) => {
    const [, dtype, sum] = (await run("shape_of", new Constructor([1, 2, 3]))) as [number[], string, number];
    expect(dtype).toBe(Constructor.name.replace("Clamped", "").replace("Array", "").toLowerCase());
    expect(sum).toBe(6);
  });

  it("takes 64-bit integers, ArrayBuffers, DataViews and empty arrays", async () => {
    expect(await run("shape_of", new BigInt64Array([1n, 2n]))).toEqual([[2], "int64", 3]);
    expect(await run("shape_of", new Uint8Array([1, 2]).buffer)).toEqual([[2], "uint8", 3]);
    expect(await run("shape_of", new DataView(new Uint8Array([1, 2, 3]).buffer, 1))).toEqual([
      [2],
      "uint8",
      5,
    ]);
    expect(await run("shape_of", new Float32Array(0))).toEqual([[0], "float32", 0]);
    expect(await run("echo", new Float32Array(0))).toEqual(new Float32Array(0));
  });
});
