import { describe, expect, it } from "@jest/globals";
import { StemmaError } from "@stemma/core";
import { untilFree } from "./until-free.js";

/** Time that passes when it is waited for. */
function clock(): { now: () => number; pause: (ms: number) => Promise<void> } {
  let ms = 0;
  return {
    now: () => ms,
    pause: (more) => {
      ms += more;
      return Promise.resolve();
    },
  };
}

const locked = new StemmaError("process 7 has it", { code: "DATA_DIRECTORY_LOCKED" });
const { signal } = new AbortController();

describe("what another process holds", () => {
  it("is asked for again until it is free", async () => {
    let left = 3;
    const work = (): Promise<string> => (left-- > 0 ? Promise.reject(locked) : Promise.resolve("mine"));
    expect(await untilFree(work, signal, clock())).toBe("mine");
  });

  it("is given up after some seconds with who has it, and every other failure at once", async () => {
    let calls = 0;
    const held = (): Promise<never> => {
      calls++;
      return Promise.reject(locked);
    };
    await expect(untilFree(held, signal, clock())).rejects.toBe(locked);
    expect(calls).toBeGreaterThan(10);
    const other = new StemmaError("no", { code: "UNKNOWN_REF" });
    calls = 0;
    const failing = (): Promise<never> => {
      calls++;
      return Promise.reject(other);
    };
    await expect(untilFree(failing, signal, clock())).rejects.toBe(other);
    expect(calls).toBe(1);
  });
});
