import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory } from "@stemma/test-cleanup";

const packageFolder = fileURLToPath(new URL("../../", import.meta.url));

describe("@stemma/chroma/register", () => {
  it("runs a program for npm chromadb and a server in its own process, and lets it end", async () => {
    const directory = await createIsolatedDirectory();
    const data = join(directory.path, "data");
    const hook = pathToFileURL(join(packageFolder, "dist/register/index.js")).href;
    // The second run finds the directory let go.
    for (let run = 0; run < 2; run += 1) {
      const ended = await promisify(execFile)(
        process.execPath,
        ["--import", hook, join(packageFolder, "tests/register/program.mjs")],
        { env: { ...process.env, STEMMA_CHROMA_PATH: data }, timeout: 120_000, killSignal: "SIGKILL" },
      );
      expect(JSON.parse(ended.stdout)).toEqual([[["ferry"]], [[{ price: 9.5, box: [0, 12.5] }]]]);
      expect(ended.stderr).toBe("");
    }
    expect(existsSync(join(data, "chroma.sqlite3"))).toBe(true);
    await directory.remove();
  }, 250_000);
});
