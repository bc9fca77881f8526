import { describe, expect, it, jest } from "@jest/globals";
import { Bursts, type Closeable } from "./bursts.js";

function openings(): { readonly open: () => Promise<Closeable>; readonly seen: string[] } {
  const seen: string[] = [];
  let number = 0;
  const open = (): Promise<Closeable> => {
    const id = ++number;
    seen.push(`open ${id}`);
    const close = (): Promise<void> => {
      seen.push(`close ${id}`);
      return Promise.resolve();
    };
    return Promise.resolve({ close });
  };
  return { open, seen };
}

describe("a burst of questions", () => {
  it("opens once, and lets go when it was idle, not before the last question is answered", async () => {
    jest.useFakeTimers();
    try {
      const { open, seen } = openings();
      const bursts = new Bursts({ open, idleMs: 1_000 });
      let answer = (): void => undefined;
      const slow = bursts.run(() => new Promise<void>((resolve) => (answer = resolve)));
      await bursts.run(() => Promise.resolve());
      await jest.advanceTimersByTimeAsync(5_000);
      expect(seen).toEqual(["open 1"]);
      answer();
      await slow;
      await jest.advanceTimersByTimeAsync(999);
      await bursts.run(() => Promise.resolve());
      await jest.advanceTimersByTimeAsync(999);
      expect(seen).toEqual(["open 1"]);
      await jest.advanceTimersByTimeAsync(1);
      expect(seen).toEqual(["open 1", "close 1"]);
      await bursts.run(() => Promise.resolve());
      expect(seen).toEqual(["open 1", "close 1", "open 2"]);
    } finally {
      jest.useRealTimers();
    }
  });

  it("does not open again before what was open is closed, and tries again what failed to open", async () => {
    const { open, seen } = openings();
    const bursts = new Bursts({ open });
    await bursts.run(() => Promise.resolve());
    const closing = bursts.close();
    await Promise.all([closing, bursts.run(() => Promise.resolve())]);
    expect(seen).toEqual(["open 1", "close 1", "open 2"]);
    await bursts.close();
    let isThere = false;
    const failing = new Bursts({
      open: () => (isThere ? open() : Promise.reject(new Error("not yet"))),
    });
    await expect(failing.run(() => Promise.resolve())).rejects.toThrow("not yet");
    isThere = true;
    expect(await failing.run(() => Promise.resolve("now"))).toBe("now");
    await failing.close();
  });

  it("lets what others may want go, keeps the rest, and uses it again only as long as it is current", async () => {
    jest.useFakeTimers();
    try {
      const { open, seen } = openings();
      let isCurrent = true;
      let letGo = (): Promise<void> => Promise.resolve();
      const bursts = new Bursts({
        open,
        rest: {
          letGo: async () => {
            seen.push("let go");
            await letGo();
          },
          isCurrent: () => Promise.resolve(isCurrent),
          mostMs: 60_000,
        },
      });
      const ask = (): Promise<void> => bursts.run(() => Promise.resolve());
      await ask();
      await jest.advanceTimersByTimeAsync(30_000);
      await Promise.all([ask(), ask()]);
      expect(seen).toEqual(["open 1", "let go"]);
      await jest.advanceTimersByTimeAsync(1_000);
      isCurrent = false;
      await Promise.all([ask(), ask()]);
      expect(seen).toEqual(["open 1", "let go", "let go", "close 1", "open 2"]);
      isCurrent = true;
      letGo = () => Promise.reject(new Error("stuck"));
      await jest.advanceTimersByTimeAsync(1_000);
      await ask();
      expect(seen.slice(5)).toEqual(["let go", "close 2", "open 3"]);
      letGo = () => Promise.resolve();
      await jest.advanceTimersByTimeAsync(61_000);
      expect(seen.slice(8)).toEqual(["let go", "close 3"]);
    } finally {
      jest.useRealTimers();
    }
  });
});
