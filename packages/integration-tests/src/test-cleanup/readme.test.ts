import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";

const packages = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, packages), "utf8");

describe("the README of test-cleanup", () => {
  it("shows the example that is run here, word for word", () => {
    expect(read("test-cleanup/README.md")).toContain(
      `\`\`\`ts\n${read("integration-tests/src/test-cleanup/readme-example.test.ts")}\`\`\``,
    );
  });

  it("names everything that the package exports for use", () => {
    const functions = read("test-cleanup/src/index.ts").match(
      /\b(?:use|create|start|expect|take|kill|run)[A-Z]\w+/gu,
    );
    const readme = read("test-cleanup/README.md").replaceAll("`…", "`createIsolated");
    const missing = [...new Set(functions)].filter((name) => !readme.includes(name));
    expect(missing).toEqual([]);
  });
});
