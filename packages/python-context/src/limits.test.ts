import { constants } from "node:buffer";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { PythonContext } from "./index.js";
import { type Ending, runScript, startTestPython } from "./test-python.fixture.js";

const call = (name: string, ...args: readonly unknown[]) => ({ module: "large", name, args });
const elements = 2 ** 32;
const containing = (text: string): unknown => expect.stringContaining(text);
const objectWith = (properties: object): unknown => expect.objectContaining(properties);

describe("arrays at the limits of this runtime", () => {
  let python: PythonContext;
  beforeAll(async () => {
    python = await startTestPython();
  });
  afterAll(async () => {
    await python.close();
  });

  it.each([
    ["doubles", [2 ** 29 + 1], 2 ** 32 + 8],
    ["matrix", [65_536, 65_537], 65_536 * 65_537],
  ])("%s%j come as an array, or are refused with their size", async (name, args, bytes) => {
    const result = await python.execute<{ readonly length?: number }>(call(name, ...args));
    const refused = { kind: "unencodable", type: "_stemma.Unencodable", message: containing(`${bytes}`) };
    expect(result).toMatchObject(
      bytes <= constants.MAX_LENGTH ? { ok: true } : { ok: false, error: refused },
    );
    expect(await python.execute(call("text", 3))).toEqual({ ok: true, value: "xxx" });
  });

  it("more elements than the tape can count are refused with their number", async () => {
    const result = await python.execute(call("memory", elements + 1));
    expect(result).toMatchObject({
      ok: false,
      error: { kind: "unencodable", message: containing(`${elements + 1}`) },
    });
  });
});

describe("in a runtime that takes less than it says", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stemma-limits-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function run(longest: number, calls: readonly unknown[]): Promise<[Ending, unknown]> {
    const file = join(folder, "results.json");
    const ending = await runScript("limits.mjs", [file, `${longest}`, JSON.stringify(calls)]);
    return [ending, ending.code === 0 ? JSON.parse(readFileSync(file, "utf8")) : undefined];
  }

  it("memory that it refuses costs its own call only", async () => {
    // Beyond what Node 20 takes; later versions take it, and then it comes.
    const calls = [call("doubles", 2 ** 29 + 1), call("both", 2 ** 32 - 1), call("text", 5)];
    const [ending, results] = await run(Number.MAX_SAFE_INTEGER, calls);
    expect(ending).toMatchObject({ code: 0, signal: null, stderr: "" });
    expect(results).toEqual([
      constants.MAX_LENGTH > 2 ** 32 ? [2 ** 29 + 1, "Float64Array"] : objectWith({ kind: "unencodable" }),
      [2, "Array"],
      [5, "String"],
      [3, "String"],
    ]);
  });

  it("results that are too long together are handed over one after the other", async () => {
    const limit = 1 << 20;
    const lengths = [600_000, 700_000, 800_000, limit, 600_000];
    const [ending, results] = await run(
      limit,
      lengths.map((length) => call("text", length)),
    );
    expect(ending).toMatchObject({ code: 0, stderr: "" });
    const refused = { kind: "unencodable", message: containing(`(${limit})`) };
    expect(results).toEqual([
      ...lengths.map((length) => (length === limit ? objectWith(refused) : [length, "String"])),
      [3, "String"],
    ]);
  });
});
