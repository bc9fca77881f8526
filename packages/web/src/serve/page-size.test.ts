import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";

const assets = fileURLToPath(new URL("../../build/page/assets/", import.meta.url));
const zipped = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(assets + name)).length, 0);

describe("what a browser loads", () => {
  it("begins with no more than 15 kB of program, and is no more than 100 kB in all", () => {
    const names = readdirSync(assets);
    const start = names.filter((name) => /^index-.*\.js$/u.test(name));
    expect(start).toHaveLength(1);
    expect(zipped(start)).toBeLessThanOrEqual(15_000);
    expect(zipped(names)).toBeLessThanOrEqual(100_000);
  });
});
