import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "../isolation/isolated-directory.js";
import { runScript } from "./run-script.js";

describe("runScript", () => {
  let directory: IsolatedDirectory;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
  });
  afterEach(() => directory.remove());

  async function script(text: string): Promise<string> {
    const path = join(directory.path, "script.cjs");
    await writeFile(path, text);
    return path;
  }

  it("gives what the process printed and how it ended", async () => {
    const path = await script(
      "console.log(process.argv[2]); console.error(process.env.TONE); process.exit(3);",
    );
    expect(await runScript(path, ["hello"], { environment: { TONE: "loud" } })).toEqual({
      code: 3,
      signal: null,
      stdout: "hello\n",
      stderr: "loud\n",
    });
  });

  it("kills it at a text of its output", async () => {
    const path = await script("console.log('step one'); setInterval(() => undefined, 1000);");
    expect(await runScript(path, [], { killAtOutput: /step \w+/u })).toMatchObject({
      code: null,
      signal: "SIGKILL",
      stdout: "step one\n",
    });
  });

  it("kills it when it takes too long", async () => {
    const path = await script("setInterval(() => undefined, 1000);");
    expect(await runScript(path, [], { timeoutMs: 300 })).toMatchObject({ signal: "SIGKILL" });
  });
});
