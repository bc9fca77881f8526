import { beforeEach, describe, expect, it } from "@jest/globals";
import { CancelledError, type Clock } from "@stemma/core";
import { RecordingLogger } from "@stemma/test-cleanup";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import { ChromaTimeoutError } from "../errors/chroma-timeout-error.js";
import { ChromaUnavailableError } from "../errors/chroma-unavailable-error.js";
import { type Attempt, Operations } from "./operations.js";

const operationName = "Work";
const unavailable = new ChromaUnavailableError("busy", { operationName });
const timedOut = new ChromaTimeoutError("slow", { operationName });
const wrong = new ChromaInvalidArgumentError("wrong", { operationName });
const broken = new ChromaUnavailableError("gone", {
  operationName,
  cause: Object.assign(new Error("reset"), { name: "ChromaConnectionError" }),
});

/** Time that passes only by waiting for it. */
class LeapingClock implements Clock {
  nowMs = 0;
  readonly pauses: number[] = [];
  now = (): number => this.nowMs;
  monotonicMs = (): number => this.nowMs;
  schedule = (delayMs: number, callback: () => void): (() => void) => {
    // The limit of a deadline's race is no pause.
    if (delayMs > 5_000) return () => undefined;
    this.pauses.push(delayMs);
    this.nowMs += delayMs;
    queueMicrotask(callback);
    return () => undefined;
  };
}

describe("Operations", () => {
  let clock: LeapingClock;
  let logger: RecordingLogger;
  beforeEach(() => {
    clock = new LeapingClock();
    logger = new RecordingLogger();
  });

  /** Fails with each error in turn, then succeeds; returns what each attempt was told. */
  async function run(errors: readonly Error[], retry = {}, options = {}): Promise<Attempt[]> {
    const seen: Attempt[] = [];
    const operations = new Operations(logger, { clock, random: () => 0.5, ...retry });
    await operations.run(operationName, { timeoutMs: 20_000, ...options }, (attempt) => {
      seen.push(attempt);
      const error = errors[seen.length - 1];
      return error ? Promise.reject(error) : Promise.resolve();
    });
    return seen;
  }

  it("tries again what may be tried again, at growing distances, and logs that as warnings", async () => {
    const seen = await run([unavailable, unavailable]);
    expect(clock.pauses).toEqual([75, 150]);
    expect(seen.map(({ isRepeated }) => isRepeated)).toEqual([false, true, true]);
    expect(logger.records().map(({ level, fields }) => [level, fields.attempt, fields.delayMs])).toEqual([
      ["warn", 1, 75],
      ["warn", 2, 150],
    ]);
  });

  it("spreads attempts by chance, between half a pause and a whole one, and no pause is longer than the longest", async () => {
    for (const [random, expected] of [
      [0, [50, 100, 200, 200]],
      [0.999, [99.95, 199.9, 399.8, 399.8]],
    ] as const) {
      clock = new LeapingClock();
      await run(
        Array.from({ length: 4 }, () => unavailable),
        { attempts: 5, maxDelayMs: 400, random: () => random },
      );
      expected.forEach((pause, index) => expect(clock.pauses[index]).toBeCloseTo(pause, 6));
    }
  });

  it("ends at the last attempt with that one's error and one record", async () => {
    await expect(run([unavailable, unavailable, timedOut])).rejects.toBe(timedOut);
    expect(logger.records("error")).toMatchObject([{ fields: { operationName, type: "TIMEOUT" } }]);
  });

  it("never repeats what would fail again, nor anything when it is turned off", async () => {
    await expect(run([wrong])).rejects.toBe(wrong);
    await expect(run([unavailable], { attempts: 1 })).rejects.toBe(unavailable);
    expect(clock.pauses).toEqual([]);
    expect(logger.records("error")).toHaveLength(2);
  });

  it("does not begin an attempt that its time has no room for", async () => {
    await expect(run([unavailable], {}, { timeoutMs: 60 })).rejects.toBe(unavailable);
    expect(clock.pauses).not.toContain(75);
  });

  it("gives each attempt its own time, out of the whole", async () => {
    const seen = await run([unavailable], { attemptTimeoutMs: 500 });
    expect(seen.map(({ timeoutMs }) => timeoutMs)).toEqual([500, 500]);
    expect((await run([unavailable]))[1]?.timeoutMs).toBe(20_000 - 75);
  });

  it("says whether an earlier attempt may have been applied", async () => {
    const told = async (error: Error) => (await run([error])).map(({ mayBeApplied }) => mayBeApplied);
    expect(await told(unavailable)).toEqual([false, false]);
    expect(await told(timedOut)).toEqual([false, true]);
    expect(await told(broken)).toEqual([false, true]);
  });

  it("ends at the caller's signal, also between two attempts", async () => {
    const controller = new AbortController();
    clock.schedule = () => {
      controller.abort();
      return () => undefined;
    };
    await expect(run([unavailable], {}, { signal: controller.signal })).rejects.toBeInstanceOf(
      CancelledError,
    );
    const cancelled = new CancelledError(operationName);
    await expect(run([cancelled])).rejects.toBe(cancelled);
    expect(logger.records("info")).toHaveLength(1);
  });
});
