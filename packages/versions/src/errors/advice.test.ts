import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import * as errors from "./index.js";

const files = readdirSync(__dirname).filter((name) => name.endsWith("-error.ts"));

describe("errors", () => {
  it("are all public", () => {
    expect(Object.keys(errors)).toHaveLength(files.length);
  });

  it.each(files)("say what to do unless only the cause can tell: %s", (file) => {
    const source = readFileSync(join(__dirname, file), "utf8");
    const isPassedOn = ["chroma-access-error.ts", "repository-operation-error.ts"].includes(file);
    expect(/advice:/.test(source)).toBe(!isPassedOn);
  });
});
