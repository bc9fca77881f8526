import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type ArrowTableKind,
  PythonCallError,
  type PythonContext,
  type PythonRef,
  type PythonResult,
} from "./index.js";
import { startTestPython } from "./test-python.fixture.js";

// The real libraries and apache-arrow are tried by tools/compatibility; these are stand-ins, with the same functions.
let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
  await python.execute({ module: "tables", name: "install" });
});
afterAll(async () => {
  await python.execute({ module: "tables", name: "remove" });
  await python.close();
});

async function valueOf<T>(result: Promise<PythonResult<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new PythonCallError(settled.error);
  return settled.value;
}

const make = (name: string): Promise<PythonRef> =>
  valueOf(python.executeForRef({ module: "tables", name: "make", args: [name, "rows"] }));

describe("toArrow", () => {
  it.each([
    ["PolarsFrame", "polars oldest: rows"],
    ["PolarsSeries", "polars oldest: frame of rows"],
    ["PolarsLazy", "polars oldest: collected rows"],
    ["PandasFrame", "pyarrow schema: from pandas rows"],
    ["ArrowTable", "pyarrow schema: rows"],
    ["Relation", "pyarrow schema: table of rows"],
  ])("of a %s is its stream", async (name, expected) => {
    using table = await make(name);
    const stream = await valueOf(table.toArrow());
    expect(Buffer.from(stream).toString()).toBe(expected);
  });

  it("of anything else is refused", async () => {
    using list = await valueOf(python.executeForRef({ module: "builtins", name: "list" }));
    expect(await list.toArrow()).toMatchObject({
      error: { type: "_stemma.Unencodable", message: expect.stringContaining("toArrow() is for tables") },
    });
  });

  it("is what the refusal of a table names", async () => {
    const refused = await python.execute({ module: "tables", name: "make", args: ["PandasFrame", ""] });
    expect(refused).toMatchObject({
      error: {
        kind: "unencodable",
        message: expect.stringMatching(/executeForRef.*toArrow\(\).*tableFromIPC/),
      },
    });
  });
});

describe("fromArrow", () => {
  it.each<[ArrowTableKind, string, string]>([
    ["polars", "rows", "polars: read_ipc_stream(rows)"],
    ["polars", "ARROW1rows", "polars: read_ipc(ARROW1rows)"],
    ["pyarrow", "rows", "pyarrow: open_stream(rows)"],
    ["pyarrow", "ARROW1rows", "pyarrow: open_file(ARROW1rows)"],
    ["pandas", "rows", "pandas: open_stream(rows) to pandas"],
  ])("makes a table of %s of %j", async (kind, text, expected) => {
    using table = await valueOf(python.fromArrow(Buffer.from(text), kind));
    expect(await python.execute({ module: "tables", name: "text_of", args: [table] })).toEqual({
      ok: true,
      value: expected,
    });
  });
});

describe("without a library", () => {
  it("both say which, and how to install it", async () => {
    const missing = (name: string): object => ({
      ok: false,
      error: { type: "_stemma.NoArrowError", message: expect.stringContaining(`pip install ${name}`) },
    });
    using frame = await make("PandasFrame");
    await python.execute({ module: "tables", name: "hide" });
    expect(await frame.toArrow()).toMatchObject(missing("pyarrow"));
    expect(await python.fromArrow(Buffer.from("rows"), "pandas")).toMatchObject(missing("pandas"));
    expect(await python.fromArrow(Buffer.from("rows"), "polars")).toMatchObject(missing("polars"));
    await python.execute({ module: "tables", name: "install" });
  });
});
