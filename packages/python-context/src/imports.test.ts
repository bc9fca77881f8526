import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { PythonContext, PythonResult } from "./index.js";
import { startTestPython, testModules } from "./test-python.fixture.js";

/** Against hangs only. */
const hangMs = 20_000;

let python: PythonContext;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stemma-imports-"));
  for (const cell of cells) writeModules(nameOf(cell), `stuck_${nameOf(cell)}`);
  python = await startTestPython({ pythonPath: [testModules, folder], escalation: { graceMs: 50 } });
});
afterAll(async () => {
  await startTestPython({ escalation: { graceMs: 200 } }).then((other) => other.close());
  await python.close();
  rmSync(folder, { recursive: true });
});

const call = (name: string, ...args: readonly unknown[]) =>
  python.execute({ module: "gate", name, args }, { timeoutMs: hangMs });

/** Modules that can be run only once, and that wait while they are. */
function writeModules(...names: readonly string[]): void {
  const source = "import gate\ngate.pass_through(__name__)\nDONE = True\n";
  for (const name of names) writeFileSync(join(folder, `${name}.py`), source);
}

/** Leaves the main thread in an import, so that a replacement has the queue. */
async function occupyMainThread(name: string): Promise<void> {
  expect(await python.import(name, { timeoutMs: 50 })).toMatchObject({ error: { kind: "timeout" } });
  expect(await call("wait_for_arrival")).toMatchObject({ ok: true });
}

const ways: readonly (readonly [
  string,
  (name: string, timeoutMs: number) => Promise<PythonResult<unknown>>,
])[] = [
  ["import", (name, timeoutMs) => python.import(name, { timeoutMs })],
  [
    "importlib.import_module",
    (name, timeoutMs) =>
      python.executeForRef({ module: "importlib", name: "import_module", args: [name] }, { timeoutMs }),
  ],
  [
    "a module of execute",
    (name, timeoutMs) => python.execute({ module: name, name: "DONE.bit_length" }, { timeoutMs }),
  ],
  [
    "an import inside a function",
    (name, timeoutMs) =>
      python.execute({ module: "gate", name: "import_lazily", args: [name] }, { timeoutMs }),
  ],
];

const threads = ["main", "replacement"] as const;
const cells = ways.flatMap(([way, importModule]) => threads.map((thread) => ({ way, thread, importModule })));
const nameOf = ({ way, thread }: { readonly way: string; readonly thread: string }): string =>
  `once_${thread}_${way.replaceAll(/\W/g, "_")}`;

describe("an import whose time is up", () => {
  it.each(cells)("by $way, on Python's $thread thread, finishes, and the module is whole", async (cell) => {
    const { thread, importModule } = cell;
    const [name, stuck] = [nameOf(cell), `stuck_${nameOf(cell)}`];
    await call("close_gate");
    if (thread === "replacement") await occupyMainThread(stuck);
    expect(await importModule(name, 50)).toMatchObject({ ok: false, error: { kind: "timeout" } });
    // On another thread: the import waits, and is not interrupted.
    expect(await call("wait_for_arrival")).toMatchObject({ ok: true });
    expect(await call("open_gate")).toMatchObject({ ok: true });
    expect(await importModule(name, hangMs)).toMatchObject({ ok: true });
    const runs = await python.execute({ module: "gate", name: "runs.get", args: [name] });
    expect(runs).toEqual({ ok: true, value: 1 });
    // The import that occupied the main thread, too.
    expect(await importModule(thread === "replacement" ? stuck : name, hangMs)).toMatchObject({ ok: true });
  });
});

it("an import has five minutes unless it is given less", async () => {
  const execute = jest.spyOn(python, "executeForRef");
  await python.import("json");
  await python.import("json", { timeoutMs: hangMs });
  expect(execute.mock.calls.map(([, options]) => options?.timeoutMs)).toEqual([300_000, hangMs]);
});
