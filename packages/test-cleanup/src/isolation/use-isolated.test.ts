import { describe, expect, it } from "@jest/globals";
import { type TestHooks, useIsolated } from "./use-isolated.js";

/** A runner whose hooks are run by hand. */
class ManualHooks implements TestHooks {
  limitsMs: (number | undefined)[] = [];
  start = (): Promise<void> => Promise.resolve();
  end = (): Promise<void> => Promise.resolve();

  readonly beforeEach = (run: () => Promise<void>, timeoutMs?: number): void => {
    this.start = run;
    this.limitsMs.push(timeoutMs);
  };

  readonly afterEach = (run: () => Promise<void>, timeoutMs?: number): void => {
    this.end = run;
    this.limitsMs.push(timeoutMs);
  };
}

describe("useIsolated", () => {
  it("gives each test its own, and nothing between tests", async () => {
    const hooks = new ManualHooks();
    const closed: number[] = [];
    let made = 0;
    const create = () => {
      const number = ++made;
      return Promise.resolve({ number, close: () => Promise.resolve(void closed.push(number)) });
    };
    const test = useIsolated(create, ["number"], { hooks });
    expect(() => test.number).toThrow('"number" exists only inside a test');
    await hooks.start();
    expect(test.number).toBe(1);
    await hooks.end();
    await hooks.start();
    expect(test.number).toBe(2);
    await hooks.end();
    expect(closed).toEqual([1, 2]);
    expect(() => test.number).toThrow("exists only inside a test");
  });

  it("closes nothing when opening failed, and fails with the reason of that", async () => {
    const hooks = new ManualHooks();
    useIsolated(() => Promise.reject<{ close(): Promise<void> }>(new Error("no Python here")), [], { hooks });
    await expect(hooks.start()).rejects.toThrow("no Python here");
    await hooks.end();
  });

  it("gives clean-up the longest limit, since its steps have limits of their own that only warn", () => {
    const hooks = new ManualHooks();
    useIsolated(() => Promise.resolve({ close: () => Promise.resolve() }), [], { hooks });
    expect(hooks.limitsMs).toEqual([60_000, 2 ** 31 - 1]);
  });
});
