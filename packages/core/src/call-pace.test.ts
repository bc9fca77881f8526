import { describe, expect, it } from "@jest/globals";
import { WritePace } from "./write-pace.js";

describe("WritePace", () => {
  it("starts with 200 records, and cuts a batch into equal shares", () => {
    const pace = new WritePace();
    expect(pace.share(1)).toBe(1);
    expect(pace.share(200)).toBe(200);
    expect(pace.share(201)).toBe(101);
    expect(pace.share(650)).toBe(163);
  });

  it("follows what calls take: a fifth of a second each", () => {
    const pace = new WritePace();
    pace.took(200, 100);
    expect(pace.share(400)).toBe(400);
    pace.took(400, 160);
    expect(pace.share(1_000)).toBe(500);
    pace.took(500, 1_000);
    expect(pace.share(1_000)).toBe(100);
  });

  it("doubles at most, and stays between 50 and 500", () => {
    const pace = new WritePace();
    pace.took(1, 60_000);
    expect(pace.share(10_000)).toBe(50);
    pace.took(50, 0);
    expect(pace.share(10_000)).toBe(100);
    for (let round = 0; round < 5; round += 1) pace.took(500, 0);
    expect(pace.share(10_000)).toBe(500);
  });
});
