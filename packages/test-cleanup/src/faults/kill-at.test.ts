import { describe, expect, it } from "@jest/globals";
import { killAt } from "./kill-at.js";

describe("killAt", () => {
  it("kills at the named point, the given time, and goes no further", async () => {
    let kills = 0;
    const reached = killAt("written", { visit: 2, kill: () => (kills += 1) });
    await reached("written");
    await reached("committed");
    expect(kills).toBe(0);
    let isOver = false;
    void reached("written").then(() => {
      isOver = true;
    });
    await new Promise(setImmediate);
    expect([kills, isOver]).toEqual([1, false]);
  });
});
