import { describe, expect, it } from "@jest/globals";
import type { Clock } from "@stemma/core";
import { silentLogger } from "@stemma/core";
import type { PythonLink } from "./call-python.js";
import { ChromaClientPool } from "./client-pool.js";

/** Answers like Python, keeps a diary, and fails or waits where told to. */
function scriptedPython(script: { failOpen?: boolean; timeOutOpen?: boolean } = {}) {
  const diary: string[] = [];
  const times: (number | undefined)[] = [];
  const error = {
    type: null,
    message: "too late",
    traceback: null,
    cause: null,
    notes: [],
    queuedMs: 0,
    ranMs: 0,
  };
  const failure = (kind: "python" | "timeout", operationName: string) => ({
    ok: false,
    error: { ...error, kind, operationName },
  });
  const answer = (name: string, operationName: string): unknown => {
    diary.push(name);
    if (name === "close_client") return { ok: true, value: { still_open: [], used_by: [] } };
    if (script.failOpen) return failure("python", operationName);
    if (script.timeOutOpen) return failure("timeout", operationName);
    const opened = { location: "/data", version: "1", taken_over_from: {}, set_aside: [] };
    return { ok: true, value: opened };
  };
  const execute = ((call, options) =>
    times.push(options?.timeoutMs) &&
    Promise.resolve(answer(call.name, options?.operationName ?? ""))) as PythonLink["python"]["execute"];
  return { diary, times, link: { python: { execute }, logger: silentLogger, retry: { attempts: 1 } } };
}

const target = { location: "/data", tenant: "t", database: "d" };

describe("ChromaClientPool", () => {
  it("opens once for all users and closes with the last", async () => {
    const { diary, link } = scriptedPython();
    const pool = new ChromaClientPool(link);
    const [one, two] = await Promise.all([pool.acquire(target), pool.acquire(target)]);
    expect(one.client).toBe(two.client);
    expect(await pool.getClient(one.client.id)).toBe(one.client);
    expect(pool.stats()).toEqual({ clients: 1, users: 2 });
    await Promise.all([one.release(), one.release()]);
    expect(diary).toEqual(["open_client"]);
    await two.release();
    expect(diary).toEqual(["open_client", "close_client"]);
    expect(pool.stats()).toEqual({ clients: 0, users: 0 });
  });

  it("opens within two minutes, since the first opening imports Chroma, or within the caller's time", async () => {
    const { times, link } = scriptedPython();
    const pool = new ChromaClientPool(link);
    await pool.acquire(target);
    await pool.acquire({ ...target, tenant: "other" }, { timeoutMs: 7_000 });
    expect(times).toEqual([120_000, 7_000]);
  });

  it("keeps places, tenants and nameless memories apart", async () => {
    const { link } = scriptedPython();
    const pool = new ChromaClientPool(link);
    const memory = { ...target, location: "memory:" };
    for (const each of [target, { ...target, tenant: "other" }, memory, memory]) await pool.acquire(each);
    expect(pool.stats()).toEqual({ clients: 4, users: 4 });
  });

  it("keeps an idle client for its time, and gives it to the next user", async () => {
    const timers: (() => void)[] = [];
    const clock: Clock = {
      now: () => 0,
      monotonicMs: () => 0,
      schedule: (_delayMs, run) => {
        timers.push(run);
        return () => timers.splice(timers.indexOf(run), 1);
      },
    };
    const { diary, link } = scriptedPython();
    const pool = new ChromaClientPool(link, { idleMs: 1000, clock });
    await (await pool.acquire(target)).release();
    expect(pool.stats()).toEqual({ clients: 1, users: 0 });
    const again = await pool.acquire(target);
    expect(timers).toHaveLength(0);
    await again.release();
    timers[0]?.();
    expect(pool.stats()).toEqual({ clients: 0, users: 0 });
    expect(diary).toEqual(["open_client", "close_client"]);
    await (await pool.acquire(target)).release();
    await pool.closeIdle();
    expect(diary.slice(2)).toEqual(["open_client", "close_client"]);
  });

  it("forgets a client that could not be opened, and closes one that may still open", async () => {
    for (const [script, expected] of [
      [{ failOpen: true }, ["open_client"]],
      [{ timeOutOpen: true }, ["open_client", "close_client"]],
    ] as const) {
      const { diary, link } = scriptedPython(script);
      const pool = new ChromaClientPool(link);
      await expect(pool.acquire(target)).rejects.toMatchObject({ operationName: "OpenClient" });
      expect(pool.stats().clients).toBe(0);
      expect(diary).toEqual(expected);
    }
  });
});
