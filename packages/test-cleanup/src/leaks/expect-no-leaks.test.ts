import { spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory } from "../isolation/isolated-directory.js";
import { takeCensus } from "./census.js";
import { expectNoLeaks } from "./expect-no-leaks.js";
import type { CountingPython, PythonCensus } from "./python-census.js";

const idle = { pending: 0, queued: 0, abandonedThreads: 0 };

function python(census: PythonCensus, stats = idle): CountingPython {
  return {
    stats: () => stats,
    execute: () => Promise.resolve({ ok: true, value: census }),
  };
}

describe("expectNoLeaks", () => {
  it("names open files and counts that are not 0", async () => {
    await using directory = await createIsolatedDirectory();
    const file = await open(join(directory.path, "held"), "w");
    const check = { directory: directory.path, counts: { "pooled clients": () => 2 }, settleMs: 0 };
    await expect(expectNoLeaks(check)).rejects.toThrow(/held\n {2}2 pooled clients/u);
    await file.close();
    await expectNoLeaks({ directory: directory.path, counts: { "pooled clients": () => 0 } });
  });

  it("names child processes that were not there before, and waits for one that is just ending", async () => {
    const since = await takeCensus();
    const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], { stdio: "pipe" });
    await once(child, "spawn");
    await expect(expectNoLeaks({ since, settleMs: 0 })).rejects.toThrow(`child process ${child.pid} (`);
    child.kill("SIGKILL");
    await expectNoLeaks({ since, settleMs: 30_000 });
  });

  it("counts threads that were not there before", async () => {
    const since = await takeCensus();
    const worker = new Worker("setInterval(() => undefined, 1000)", { eval: true });
    await once(worker, "online");
    await expect(expectNoLeaks({ since, settleMs: 0 })).rejects.toThrow(/\d threads/u);
    await worker.terminate();
    await expectNoLeaks({ since, settleMs: 30_000 });
  });

  it("names Python's pending calls, and asks nothing of a Python that is stuck", async () => {
    const stuck: CountingPython = {
      stats: () => ({ pending: 1, queued: 2, abandonedThreads: 0 }),
      execute: () => new Promise(() => undefined),
    };
    await expect(expectNoLeaks({ python: stuck, settleMs: 0 })).rejects.toThrow(
      /1 pending Python calls\n {2}2 queued Python calls$/u,
    );
  });

  it("names Chroma clients, and threads that Python has more of than before", async () => {
    const census = { clients: { "/data": 2 }, threads: ["Thread-1", "Thread-1"] };
    await expect(expectNoLeaks({ python: python(census), settleMs: 0 })).rejects.toThrow(
      /behind:\n {2}2 Chroma clients on \/data$/u,
    );
    const before = { clients: { "/data": 1 }, threads: ["Thread-1"] };
    const since = { ...(await takeCensus()), python: before };
    await expect(expectNoLeaks({ python: python(census), since, settleMs: 0 })).rejects.toThrow(
      /1 Chroma clients on \/data\n {2}Python thread Thread-1$/u,
    );
    await expectNoLeaks({ python: python(before), since });
  });

  it("counts open processing sessions", async () => {
    const graph = { readStatistics: () => Promise.resolve({ sessions: 3 }) };
    await expect(expectNoLeaks({ graph, settleMs: 0 })).rejects.toThrow("3 processing sessions");
  });
});
