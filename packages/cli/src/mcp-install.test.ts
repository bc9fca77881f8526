import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { runStemma } from "./testing/run-stemma.fixture.js";

const limitMs = 120_000;

describe("stemma mcp install", () => {
  it(
    "shows the entry, writes it only when it is told to, and finds it again",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "stemma-install-"));
      const file = join(folder, ".mcp.json");
      const install = (...flags: string[]) => runStemma(["-C", folder, "mcp", ...flags]);
      try {
        for (const flags of [
          ["install", "claude", "--dry-run"],
          ["install", "claude"],
        ]) {
          const shown = await install(...flags);
          expect({ code: shown.code, stdout: shown.stdout }).toEqual({
            code: 0,
            stdout: expect.stringContaining('"mcpServers"'),
          });
          await expect(readFile(file)).rejects.toMatchObject({ code: "ENOENT" });
        }
        expect((await install("--allow-write", "install", "claude", "--yes")).code).toBe(0);
        const written = JSON.parse(await readFile(file, "utf8")) as unknown;
        expect(written).toMatchObject({
          mcpServers: { stemma: { args: expect.arrayContaining(["--allow-write"]) } },
        });
        expect((await install("--allow-write", "install", "claude", "--yes")).stdout).toContain(
          "has it already",
        );
        expect(await install("install", "notepad")).toMatchObject({
          code: 2,
          stderr: expect.stringContaining("windsurf"),
        });
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    limitMs,
  );
});
