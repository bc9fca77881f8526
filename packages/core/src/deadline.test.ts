import { describe, expect, it, jest } from "@jest/globals";
import type { Clock } from "./clock.js";
import { Deadline } from "./deadline.js";
import { hasErrorCode, StemmaError } from "./errors/stemma-error.js";

/** A clock that moves only when told to. */
function manualClock(): Clock & { advance(ms: number): void } {
  let time = 0;
  const timers = new Map<() => void, number>();
  return {
    now: () => time,
    monotonicMs: () => time,
    schedule(delayMs, callback) {
      timers.set(callback, time + delayMs);
      return () => timers.delete(callback);
    },
    advance(ms) {
      time += ms;
      for (const [callback, at] of timers) if (at <= time) callback();
    },
  };
}

describe("Deadline", () => {
  it("counts its time once, over all steps", () => {
    const clock = manualClock();
    const deadline = new Deadline("Work", { timeoutMs: 100 }, Infinity, clock);
    clock.advance(60);
    expect(deadline.remainingMs()).toBe(40);
    clock.advance(60);
    expect(deadline.remainingMs()).toBe(0);
    expect(() => {
      deadline.check();
    }).toThrow("Work did not finish within 100 ms");
  });

  it("gives each step what is left, at least a moment, in which the step says that it is late", () => {
    const clock = manualClock();
    const { signal } = new AbortController();
    const deadline = new Deadline("Work", { timeoutMs: 100, signal }, Infinity, clock);
    clock.advance(59.5);
    expect(deadline.rest()).toEqual({ timeoutMs: 41, signal });
    clock.advance(60);
    expect(deadline.rest()).toEqual({ timeoutMs: 1, signal });
    expect(new Deadline("Work", { signal }, Infinity, clock).rest()).toEqual({ signal });
  });

  it("rejects at the deadline while the work goes on, and swallows the work's late failure", async () => {
    const clock = manualClock();
    const deadline = new Deadline("Work", { timeoutMs: 100 }, Infinity, clock);
    let failLate: (error: Error) => void = () => undefined;
    const raced = deadline.race(
      new Promise<void>((_resolve, reject) => {
        failLate = reject;
      }),
    );
    clock.advance(100);
    await expect(raced).rejects.toMatchObject({
      code: "TIMEOUT",
      operationName: "Work",
      timeoutMs: 100,
      retryable: true,
    });
    failLate(new Error("too late to matter"));
  });

  it("rejects with the signal's reason as the cause, and removes its listener afterwards", async () => {
    const controller = new AbortController();
    const remove = jest.spyOn(controller.signal, "removeEventListener");
    const raced = new Deadline("Work", { signal: controller.signal }).race(new Promise(() => undefined));
    controller.abort("user pressed Ctrl-C");
    await expect(raced).rejects.toMatchObject({ code: "CANCELLED", cause: "user pressed Ctrl-C" });
    expect(remove).toHaveBeenCalledTimes(1);
  });

  it("passes the work's own value and failure through", async () => {
    const deadline = new Deadline("Work", { timeoutMs: 10_000 });
    await expect(deadline.race(Promise.resolve(7))).resolves.toBe(7);
    await expect(deadline.race(Promise.reject(new Error("own")))).rejects.toThrow("own");
  });
});

describe("StemmaError", () => {
  it("is recognised across copies of the package by its brand, not its class", async () => {
    const before = new StemmaError("x", { code: "X" });
    jest.resetModules();
    const copy = await import("./errors/stemma-error.js");
    expect(copy.StemmaError).not.toBe(StemmaError);
    expect(before).not.toBeInstanceOf(copy.StemmaError);
    expect(copy.StemmaError.isInstance(before)).toBe(true);
    expect(hasErrorCode(before, "X")).toBe(true);
    expect(hasErrorCode(new Error("X"), "X")).toBe(false);
  });
});
