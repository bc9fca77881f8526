import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { isTurnTaken, takeTurn } from "./turns.js";

const { signal } = new AbortController();

describe("turns of runs that nobody waits for", () => {
  let state: { directory: string };
  beforeEach(() => {
    state = { directory: mkdtempSync(join(tmpdir(), "stemma-turns-")) };
  });
  afterEach(() => rmSync(state.directory, { recursive: true }));

  it("are one that runs and one that waits; the others are sent home", async () => {
    expect(isTurnTaken(state)).toBe(false);
    const running = await takeTurn(state, signal);
    const waiting = takeTurn(state, signal);
    const others = await Promise.all(Array.from({ length: 8 }, () => takeTurn(state, signal)));
    expect(others).toEqual(others.map(() => undefined));
    expect(isTurnTaken(state)).toBe(true);
    running?.release();
    const next = await waiting;
    expect(next).toBeDefined();
    // Its place is free again: what happens from now on is for the next one.
    const later = takeTurn(state, signal);
    next?.release();
    (await later)?.release();
    expect(isTurnTaken(state)).toBe(false);
  });

  it("are given up with the signal, and leave the place free", async () => {
    const running = await takeTurn(state, signal);
    await expect(takeTurn(state, AbortSignal.timeout(10))).rejects.toMatchObject({ name: "AbortError" });
    running?.release();
    (await takeTurn(state, signal))?.release();
  });
});
