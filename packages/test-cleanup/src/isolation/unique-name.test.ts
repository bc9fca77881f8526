import { describe, expect, it } from "@jest/globals";
import { systemClock } from "@stemma/core";
import { uniqueName } from "./unique-name.js";

describe("uniqueName", () => {
  it("has the time in UTC and an id, and no two are equal in the same second", () => {
    const clock = { ...systemClock, now: () => Date.UTC(2026, 0, 2, 3, 4, 5) };
    expect(uniqueName("notes", clock)).toMatch(/^notes_20260102030405_[0-9a-f]{8}$/u);
    const names = Array.from({ length: 100 }, () => uniqueName("notes", clock));
    expect(new Set(names).size).toBe(100);
  });
});
