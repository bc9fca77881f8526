import { describe, expect, it } from "@jest/globals";
import { CallGate } from "./call-gate.js";

describe("a gate for calls", () => {
  it("lets as many run as it may, the others in turn, and refuses more than can wait", async () => {
    const gate = new CallGate({ atOnce: 2, mostWaiting: 1 });
    const started: number[] = [];
    const end: (() => void)[] = [];
    const call = (id: number): Promise<number> =>
      gate.run(async () => {
        started.push(id);
        await new Promise<void>((resolve) => end.push(resolve));
        return id;
      });
    const calls = [call(1), call(2), call(3)];
    expect(started).toEqual([1, 2]);
    await expect(call(4)).rejects.toMatchObject({ code: "TOO_MANY_CALLS", retryable: true });
    end[1]?.();
    expect(await calls[1]).toBe(2);
    expect(started).toEqual([1, 2, 3]);
    end[0]?.();
    end[2]?.();
    expect(await Promise.all(calls)).toEqual([1, 2, 3]);
  });

  it("keeps no place for whoever waits no more, and does not begin what nobody waits for", async () => {
    const gate = new CallGate({ atOnce: 1, mostWaiting: 1 });
    let end = (): void => undefined;
    const running = gate.run(() => new Promise<void>((resolve) => (end = resolve)));
    const gone = new AbortController();
    let hasBegun = false;
    const begin = (): Promise<void> => {
      hasBegun = true;
      return Promise.resolve();
    };
    const left = gate.run(begin, gone.signal);
    gone.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    const next = gate.run(() => Promise.resolve("next"));
    end();
    await running;
    expect(await next).toBe("next");
    await expect(gate.run(begin, gone.signal)).rejects.toThrow("gone");
    expect(hasBegun).toBe(false);
  });

  it("gives the turn of a call that fails to the next one", async () => {
    const gate = new CallGate({ atOnce: 1, mostWaiting: 5 });
    const failed = gate.run(() => Promise.reject(new Error("no")));
    const next = gate.run(() => Promise.resolve("next"));
    await expect(failed).rejects.toThrow("no");
    expect(await next).toBe("next");
  });
});
