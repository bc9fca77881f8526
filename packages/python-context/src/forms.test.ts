import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { asBytes, asNumpy, NdArray, PythonCallError, type PythonContext } from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

async function run(name: string, ...args: readonly unknown[]): Promise<unknown> {
  const result = await python.execute({ module: "forms", name, args });
  if (!result.ok) throw new PythonCallError(result.error);
  return result.value;
}

const evaluate = (expression: string): Promise<unknown> => run("evaluate", expression);

const bytes = (...values: readonly number[]): Uint8Array => new Uint8Array(values);

describe("numpy's arrays come by their kind of element, whatever their length", () => {
  it.each<[string, (items: readonly number[]) => unknown]>([
    ["i1", (items) => new Int8Array(items)],
    ["u1", (items) => new Uint8Array(items)],
    ["i2", (items) => new Int16Array(items)],
    ["u2", (items) => new Uint16Array(items)],
    ["i4", (items) => new Int32Array(items)],
    ["u4", (items) => new Uint32Array(items)],
    ["i8", (items) => BigInt64Array.from(items, BigInt)],
    ["u8", (items) => BigUint64Array.from(items, BigInt)],
    ["f2", (items) => new Float32Array(items)],
    ["f4", (items) => new Float32Array(items)],
    ["f8", (items) => new Float64Array(items)],
    [">i2", (items) => new Int16Array(items)],
    [">i4", (items) => new Int32Array(items)],
    [">f2", (items) => new Float32Array(items)],
    [">f8", (items) => new Float64Array(items)],
    ["?", (items) => items.map((item) => item === 1)],
    ["U3", (items) => items.map(String)],
    ["S3", (items) => items.map((item) => bytes(48 + item))],
    ["O", (items) => [...items]],
    ["M8[D]", (items) => items.map((item) => `1970-01-0${item + 1}`)],
    ["M8[ns]", (items) => items.map((item) => `1970-01-01T00:00:00.00000000${item}`)],
    ["m8[s]", (items) => items.map((item) => `PT${item}S`)],
    ["m8[h]", (items) => items.map((item) => (item === 0 ? "PT0S" : `PT${item}H`))],
  ])("%s", async (dtype, expected) => {
    for (const items of [[], [1], [0, 1]]) {
      expect(await evaluate(`np.array(${JSON.stringify(items)}).astype(${JSON.stringify(dtype)})`)).toEqual(
        expected(items),
      );
    }
  });

  it.each<[string, unknown]>([
    ["np.arange(6.0)[::2]", new Float64Array([0, 2, 4])],
    ["np.arange(6.0)[::-1][:2]", new Float64Array([5, 4])],
    ["np.asfortranarray(np.arange(4.0).reshape(2, 2))", new NdArray(new Float64Array([0, 1, 2, 3]), [2, 2])],
    ["np.arange(4, dtype='i4').reshape(2, 2).T", new NdArray(new Int32Array([0, 2, 1, 3]), [2, 2])],
    ["np.arange(4, dtype='>u2').reshape(2, 2)[:, ::-1]", new NdArray(new Uint16Array([1, 0, 3, 2]), [2, 2])],
    ["np.matrix([[1.0]])", new NdArray(new Float64Array([1]), [1, 1])],
    ["np.zeros((0, 3), 'f4')", new NdArray(new Float32Array(0), [0, 3])],
    ["np.array([[True], [False]])", [[true], [false]]],
    ["np.array([['a']])", [["a"]]],
    ["np.array([None, 1.5, 'x'], dtype=object)", [null, 1.5, "x"]],
    ["np.array(['NaT', '2026-01-02T03:04'], 'M8[m]')", [null, "2026-01-02T03:04"]],
    ["np.array(['NaT', -90], 'm8[m]')", [null, "-PT1H30M"]],
    ["np.array([3], 'm8')", [3]],
    ["np.array([25], 'm8[M]')", ["P25M"]],
    ["np.array([3], 'm8[2h]')", ["PT6H"]],
    ["np.array([1_500_000_001], 'm8[ns]')", ["PT1.500000001S"]],
    ["np.array([(1, 'a')], [('x', 'i4'), ('y', 'U1')])", [{ x: 1, y: "a" }]],
    [
      "np.rec.array([(1, 2.5), (2, 3.5)], names='a,b')",
      [
        { a: 1, b: 2.5 },
        { a: 2, b: 3.5 },
      ],
    ],
    ["np.array([(5, 'NaT')], [('x', 'i4'), ('t', 'M8[s]')])", [{ x: 5, t: null }]],
    ["np.ma.array([1, 2, 3], mask=[0, 1, 0])", [1, null, 3]],
    ["np.ma.array([1.5])", [1.5]],
    [
      "np.ma.array([[1, 2], [3, 4]], mask=[[1, 0], [0, 0]])",
      [
        [null, 2],
        [3, 4],
      ],
    ],
    [
      "np.ma.array(['2026-01-02', '2026-01-03'], mask=[0, 1], dtype='M8[ns]')",
      ["2026-01-02T00:00:00.000000000", null],
    ],
    ["np.ma.masked", null],
  ])("%s", async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ["np.float16(1.5)", 1.5],
    ["np.float32(1.5)", 1.5],
    ["np.float64(1.5)", 1.5],
    ["np.int8(-3)", -3],
    ["np.uint64(2**63)", 2n ** 63n],
    ["np.bool_(True)", true],
    ["np.str_('a')", "a"],
    ["np.bytes_(b'a')", bytes(97)],
    ["np.complex128(1 + 2j)", { real: 1, imag: 2 }],
    ["np.datetime64('2026-01-02')", "2026-01-02"],
    ["np.datetime64('NaT')", null],
    ["np.timedelta64(36, 'h')", "P1DT12H"],
    ["np.timedelta64('NaT')", null],
    ["np.array(3)", 3],
    ["np.array('2026-01-02', 'M8[s]')", "2026-01-02T00:00:00"],
    ["np.array([(1, 2.5)], 'i4, f8')[0]", { f0: 1, f1: 2.5 }],
    ["[np.float32(0.5), np.array([1.0])]", [0.5, new Float64Array([1])]],
  ])("%s", async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it.each([
    ["np.array([1 + 2j])", "value.real and value.imag"],
    ["np.array([1], 'longdouble')", 'astype("float64")'],
    ["np.longdouble(1)", "float(value)"],
    ["np.broadcast_to(np.int8(1), (2**32,))", "4294967296 elements"],
    ["np.ma.array([(1, 2)], mask=[(0, 1)], dtype='i4, i4')", "filled()"],
  ])("%s is refused with the way out", async (expression, wayOut) => {
    await expect(evaluate(expression)).rejects.toMatchObject({
      error: { kind: "unencodable", type: "_stemma.Unencodable", message: expect.stringContaining(wayOut) },
    });
  });
});

describe("memory of other kinds", () => {
  it.each<[string, unknown]>([
    ["memoryview(bytearray(b'abcd'))[::2]", bytes(97, 99)],
    ["memoryview(array.array('d', [1, 2, 3, 4]))[1:3]", new Float64Array([2, 3])],
    ["memoryview(array.array('d', [1, 2, 3, 4]))[::-1]", new Float64Array([4, 3, 2, 1])],
    ["memoryview(bytearray(b'\\x01\\x00')).cast('?')", [true, false]],
    ["memoryview(np.array([0.5], 'f2'))", new Float32Array([0.5])],
    ["memoryview(np.array([1, 2], '>i4'))", new Int32Array([1, 2])],
    ["array.array('H', [7])", new Uint16Array([7])],
    ["(ctypes.c_int32 * 2)(1, 2)", new Int32Array([1, 2])],
    ["bytearray(b'')", bytes()],
  ])("%s", async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });
});

describe("Python's own values that are not plain data", () => {
  it.each<[string, unknown]>([
    ["collections.deque([1, 'a'])", [1, "a"]],
    ["collections.UserList([1])", [1]],
    ["collections.UserString('a')", "a"],
    ["collections.ChainMap({'a': 1})", { a: 1 }],
    ["{'a': 1}.keys()", ["a"]],
    ["{'a': 1}.items()", [["a", 1]]],
    ["types.MappingProxyType({'a': 1})", { a: 1 }],
    ["types.SimpleNamespace(a=1)", { a: 1 }],
    ["datetime.timedelta(days=1, hours=2, microseconds=5)", "P1DT2H0.000005S"],
    ["-datetime.timedelta(seconds=90)", "-PT1M30S"],
    ["datetime.timedelta(0)", "PT0S"],
    ["1 + 2j", { real: 1, imag: 2 }],
    ["Point(1, Point(2, None))", { x: 1, y: { x: 2, y: null } }],
    ["tuple.__new__(type('Pair', (tuple,), {}), (1, 2))", [1, 2]],
    ["Job('a', datetime.date(2026, 1, 2), ['t'])", { name: "a", due: "2026-01-02", tags: ["t"] }],
    ["Slotted(3)", { size: 3 }],
    ["Color.RED", ["r", 1]],
    ["ipaddress.ip_address('10.0.0.1')", "10.0.0.1"],
    ["ipaddress.ip_network('2001:db8::/32')", "2001:db8::/32"],
    ["ipaddress.ip_interface('10.0.0.1/8')", "10.0.0.1/8"],
    ["rows('SELECT 1 AS a, NULL AS b')", [{ a: 1, b: null }]],
  ])("%s", async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it.each([
    ["rows('SELECT 1 AS a, 2 AS a')", "return tuple(row)"],
    ["[iter([1])]", "return list(value)"],
    ["object()", "executeForRef"],
    ["Job", "executeForRef"],
    ["bag", "to_dict()"],
  ])("%s is refused with the way out", async (expression, wayOut) => {
    await expect(evaluate(expression)).rejects.toMatchObject({
      error: { kind: "unencodable", message: expect.stringContaining(wayOut) },
    });
  });

  it("have none of their methods called to find out", async () => {
    await expect(evaluate("bag")).rejects.toThrow("has no JavaScript form");
    expect(await evaluate("bag.items")).toEqual([1, 2, 3]);
  });
});

describe("values of libraries, by the names of their types", () => {
  const lists = "tolist=lambda self: [1], to_list=lambda self: [1, None]";
  it.each<[string, unknown]>([
    ["stand_in('pandas._libs.missing', 'NAType')", null],
    ["stand_in('pandas._libs.tslibs.nattype', 'NaTType')", null],
    [
      "stand_in('pandas.core.series', 'Series', dtype=np.dtype('f8'), to_numpy=lambda self: np.array([1.5]))",
      new Float64Array([1.5]),
    ],
    [
      "stand_in('pandas', 'Index', dtype='Int64', to_numpy=lambda self, dtype, na_value: np.array([na_value, 'a'], dtype))",
      [null, "a"],
    ],
    [
      `stand_in('jax', 'ArrayImpl', __array__=lambda self, *_, **__: np.array([2, 3], 'i2'), ${lists})`,
      new Int16Array([2, 3]),
    ],
    [
      `stand_in('tensorflow.python', 'EagerTensor', numpy=lambda self: np.array([2, 3], 'i2'), ${lists})`,
      new Int16Array([2, 3]),
    ],
    [
      "stand_in('pyarrow.lib', 'Int8Scalar', type(stand_in('pyarrow.lib', 'Scalar')), as_py=lambda self: 7)",
      7,
    ],
  ])("%s", async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it.each([
    ["pandas", "DataFrame", "toArrow"],
    ["polars.dataframe.frame", "DataFrame", "toArrow"],
    ["polars", "LazyFrame", "collect()"],
    ["pyarrow.lib", "Table", "toArrow"],
    ["scipy.sparse", "csr_matrix", "toarray()"],
  ])("a table or matrix of %s is refused by name: %s", async (module, name, wayOut) => {
    await expect(evaluate(`stand_in('${module}', '${name}', toarray=lambda self: 1)`)).rejects.toMatchObject({
      error: { kind: "unencodable", message: expect.stringContaining(wayOut) },
    });
  });
});

describe("memory on its way to Python", () => {
  it.each<[string, unknown, string]>([
    ["a typed array", new Float64Array([1, 2]), "memoryview d [2] [1.0, 2.0]"],
    ["bytes in a typed array", bytes(1, 2), "memoryview B [2] [1, 2]"],
    ["a Buffer", Buffer.from("ab"), "memoryview B [2] [97, 98]"],
    ["an ArrayBuffer", bytes(1).buffer, "memoryview B [1] [1]"],
    ["an NdArray", new NdArray(new Int16Array([1, 2]), [2, 1]), "memoryview h [2, 1] [[1], [2]]"],
    ["none", new Float32Array(0), "memoryview f [0] []"],
    ["asBytes of a Buffer", asBytes(Buffer.from("ab")), "bytes b'ab'"],
    ["asBytes of floats", asBytes(new Float32Array([0])), "bytes b'\\x00\\x00\\x00\\x00'"],
    ["asBytes of a part", asBytes(bytes(1, 2, 3).subarray(1)), "bytes b'\\x02\\x03'"],
    ["asBytes of an ArrayBuffer", asBytes(bytes(5).buffer), "bytes b'\\x05'"],
    ["asNumpy", asNumpy(new Float32Array([0.5])), "ndarray float32 [1] [0.5]"],
    ["asNumpy with a shape", asNumpy(new NdArray(bytes(1, 2), [1, 2])), "ndarray uint8 [1, 2] [[1, 2]]"],
  ])("%s", async (_kind, value, expected) => {
    expect(await run("kind_of_argument", value)).toBe(expected);
  });

  it("is what Python's own functions take", async () => {
    expect(await run("use", "(len(value), value[1], list(value), sum(value))", bytes(1, 2))).toEqual([
      2,
      2,
      [1, 2],
      3,
    ]);
    expect(await run("use", "b''.join([value, b'!'])", Buffer.from("ab"))).toEqual(bytes(97, 98, 33));
    expect(await run("use", "json.loads(value)", asBytes(Buffer.from("[1]")))).toEqual([1]);
  });

  it("is bytes again when it came as bytes, also in a list", async () => {
    const [first, second] = (await evaluate("[b'ab', bytearray(b'cd')]")) as [Uint8Array, Uint8Array];
    expect(await run("kind_of_argument", first)).toBe("bytes b'ab'");
    expect(await run("kind_of_argument", [first, second])).toMatch(/^list \[b'ab', <memory at 0x/);
    expect(first).toEqual(bytes(97, 98));
  });

  it("asNumpy shares the memory", async () => {
    const memory = new Float64Array([1, 2]);
    await run("use", "value.__setitem__(0, 7)", asNumpy(memory));
    expect([...memory]).toEqual([7, 2]);
  });

  it("keeps half floats", async () => {
    const Half = (globalThis as { Float16Array?: new (items: number[]) => ArrayBufferView }).Float16Array;
    // In a runtime without them: an array that calls itself one, over the same bits.
    const half =
      Half === undefined
        ? Object.defineProperty(new Uint16Array([0x3800, 0xc000]), Symbol.toStringTag, {
            value: "Float16Array",
          })
        : new Half([0.5, -2]);
    expect(await run("use", "np.asarray(value).tolist()", half)).toEqual([0.5, -2]);
    expect(await run("use", "np.asarray(value)", half)).toEqual(new Float32Array([0.5, -2]));
  });
});
