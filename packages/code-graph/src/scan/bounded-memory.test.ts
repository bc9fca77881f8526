import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ScanReport } from "./scan-report.js";

const FILES = 10_000;
const FILES_PER_FOLDER = 100;
/** Of JavaScript objects, in megabytes, 14 of them for the modules. Facts of all files or all nodes would take several times as much. */
const HEAP_LIMIT_MB = 90;

const run = promisify(execFile);
const hook = createRequire(__filename).resolve("@stemma/test-support/run-typescript");

describe("a tree of 10,000 files", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "stemma-bounded-"));
    for (let number = 0; number < FILES; number++) {
      const place = join(folder, "tree", `pkg${Math.floor(number / FILES_PER_FOLDER)}`);
      if (number % FILES_PER_FOLDER === 0) mkdirSync(place, { recursive: true });
      writeFileSync(join(place, `m${number}.py`), moduleText(number));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is scanned, scanned again and followed through an edit in a heap that could not hold it", async () => {
    const { stdout } = await run(
      process.execPath,
      [
        `--max-old-space-size=${HEAP_LIMIT_MB}`,
        "--conditions=@stemma/source",
        "--eval",
        [hook, join(__dirname, "scan-in-child.fixture.ts")]
          .map((path) => `require(${JSON.stringify(path)});`)
          .join(""),
        folder,
        "pkg7/m700.py",
      ],
      { maxBuffer: 1 << 20 },
    );
    const [first, again, edited] = JSON.parse(stdout) as [ScanReport, ScanReport, ScanReport];
    expect(first.symbols).toEqual({
      FOLDER: 1 + FILES / FILES_PER_FOLDER,
      FILE: FILES,
      CLASS: FILES,
      TEXT: 0,
      FUNCTION: 3 * FILES,
    });
    // A method calls another, a function makes an object and calls it and the function of the module before.
    expect(first.relations).toMatchObject({ IMPORTS: FILES - 1, CALLS: 4 * FILES - 1 });
    expect(first.changes).toMatchObject({ nodesWritten: 5 * FILES + 1 + FILES / FILES_PER_FOLDER });
    expect(again.changes).toMatchObject({ nodesWritten: 0, relationsWritten: 0 });
    expect(again).toMatchObject({ symbols: first.symbols, relations: first.relations });
    // Itself, and the module that imports it.
    expect(edited.files).toMatchObject({ changed: 1, parsed: 1, resolved: 2 });
    expect(edited.changes).toEqual({
      nodesMoved: 0,
      nodesWritten: 2,
      nodesDeleted: 0,
      relationsWritten: 1,
      relationsDeleted: 0,
    });
  }, 400_000);
});

function moduleText(number: number): string {
  const before = number - 1;
  return [
    ...(number === 0
      ? []
      : [`from pkg${Math.floor(before / FILES_PER_FOLDER)}.m${before} import run as before`]),
    `class Shape${number}:`,
    `    """Shape of module ${number}, which holds a length and gives its double."""`,
    "    def double(self, value: int) -> int:",
    "        return self.half(4 * value)",
    "    def half(self, value: int) -> int:",
    "        return value // 2",
    "def run(count: int) -> int:",
    `    shape = Shape${number}()`,
    `    return shape.double(count)${number === 0 ? "" : " + before(count)"}`,
    "",
  ].join("\n");
}
