import { describe, expect, it } from "@jest/globals";
import { formatTimeLeft, TimeLeft } from "./time-left.js";

describe("the time that is left", () => {
  it("follows the pace of the last minute, once there is one", () => {
    let now = 0;
    const left = new TimeLeft(() => now);
    // What was there before is settled at once and is no pace.
    expect(left.note(100, 200)).toBeNull();
    now = 2_000;
    expect(left.note(102, 200)).toBeNull();
    now = 10_000;
    expect(left.note(110, 200)).toBe(90_000);
    for (let second = 11; second <= 100; second++) {
      now = second * 1_000;
      left.note(110 + (second - 10) / 2, 200);
    }
    expect(left.note(155, 200)).toBeCloseTo(90_000, -3);
  });

  it.each([
    [20_000, "less than a minute"],
    [61_000, "about 2 min"],
    [7_800_000, "about 2 h 10 min"],
  ])("%d ms is said as %j", (leftMs, words) => {
    expect(formatTimeLeft(leftMs)).toBe(words);
  });
});
