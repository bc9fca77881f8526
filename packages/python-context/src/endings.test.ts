import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { PythonCall } from "./index.js";
import { type Ending, runScript } from "./test-python.fixture.js";

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stemma-endings-"));
  log = join(folder, "log");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const call = (name: string, ...args: readonly unknown[]): PythonCall => ({ module: "endings", name, args });
const lines = (): readonly string[] => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []);

/** Runs the calls of each life, which ends with `close`, in one process; what they returned. */
async function live(...lives: readonly (readonly PythonCall[])[]): Promise<Ending & { results: unknown[] }> {
  const file = join(folder, "results.json");
  const ending = await runScript("lives.mjs", [file, JSON.stringify(lives)]);
  return { ...ending, results: JSON.parse(readFileSync(file, "utf8")) as unknown[] };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("close ends Python as Python ends itself", () => {
  it("finishes what pools and threads have begun", async () => {
    expect(await live([call("work_in_threads", log)])).toMatchObject({ code: 0, stderr: "" });
    expect([...lines()].sort()).toEqual(["task 0", "task 1", "task 2", "task 3", "task 4", "thread"]);
  });

  it("leaves no process of a pool, and no daemon, behind", async () => {
    const { results, ...ending } = await live([call("start_pool"), call("start_daemon")]);
    expect(ending).toMatchObject({ code: 0, stderr: "" });
    const [workers, daemon] = results as [number[], number];
    expect(workers.length).toBeGreaterThan(0);
    expect([...workers, daemon].filter(isRunning)).toEqual([]);
  });

  it("does not wait for ever for a thread that does", async () => {
    const ending = await live([call("use_everything", log, "first"), call("stay_for_ever")]);
    expect(ending).toMatchObject({ code: 0 });
    expect([...lines()].sort()).toEqual(["atexit first", "finalize first"]);
    expect(existsSync(ending.results[0] as string)).toBe(false);
  });
});

describe("a second life of the interpreter", () => {
  it("ends as the first did, and repeats nothing of it", async () => {
    const { results, ...ending } = await live(
      [call("use_everything", log, "first"), call("through_queue"), call("start_daemon")],
      [
        call("use_everything", log, "second"),
        call("through_queue"),
        call("start_daemon"),
        call("start_pool"),
      ],
    );
    expect(ending).toMatchObject({ code: 0, stderr: "" });
    const [first, one, daemon, second, two, other, workers] = results as [
      string,
      number,
      number,
      string,
      number,
      number,
      number[],
    ];
    expect([one, two]).toEqual([7, 7]);
    expect([first, second].filter(existsSync)).toEqual([]);
    expect([daemon, other, ...workers].filter(isRunning)).toEqual([]);
    expect([...lines()].sort()).toEqual([
      "atexit first",
      "atexit second",
      "finalize first",
      "finalize second",
    ]);
  });

  it("has pools of threads, its own and the loop's", async () => {
    const calls = [call("through_pool"), call("through_loop")];
    expect(await live(calls, calls)).toMatchObject({ code: 0, stderr: "", results: [7, 7, 7, 7] });
  });
});

describe("a process that ends without close leaves nothing behind, as Python would", () => {
  async function end(how: string, calls: readonly PythonCall[]): Promise<Ending & { results: unknown[] }> {
    const file = join(folder, "results.json");
    const ending = await runScript("open-end.mjs", [file, JSON.stringify(calls), how]);
    return { ...ending, results: JSON.parse(readFileSync(file, "utf8")) as unknown[] };
  }

  it.each([
    ["return", 0],
    ["exit", 3],
    ["throw", 1],
    ["worker", 0],
  ] as const)("%s", async (how, code) => {
    const calls = [call("use_everything", log, how), call("start_pool"), call("start_daemon")];
    const { results, ...ending } = await end(how, [...calls, call("work_in_threads", log)]);
    expect(ending).toMatchObject({ code, signal: null });
    const [temporary, workers, daemon] = results as [string, number[], number];
    expect(existsSync(temporary)).toBe(false);
    expect([...workers, daemon].filter(isRunning)).toEqual([]);
    const tasks = ["task 0", "task 1", "task 2", "task 3", "task 4", "thread"];
    expect([...lines()].sort()).toEqual([`atexit ${how}`, `finalize ${how}`, ...tasks]);
  });

  it.each(["return", "exit", "throw"])("%s, though an exit function never ends", async (how) => {
    expect(await end(how, [call("end_never")])).toMatchObject({ signal: null });
  });
});
