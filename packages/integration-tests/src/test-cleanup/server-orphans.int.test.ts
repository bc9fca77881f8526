import { mkdir, readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, runScript } from "@stemma/test-cleanup";
import { venvProgram } from "../venv-program.fixture.js";

const script = fileURLToPath(new URL("../../scripts/hold-servers.mjs", import.meta.url));
const limitMs = 240_000;

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(100);
}

/** Starts a server in a process of its own, kills that process, and waits until nothing of the server is left. */
async function expectGoneWithItsProcess(kind: string, place: string): Promise<void> {
  const temporary = join(place, kind);
  await mkdir(temporary);
  const ending = await runScript(script, [kind, join(place, "data"), venvProgram("chroma")], {
    environment: { TMPDIR: temporary },
    killAtOutput: /port \d+/u,
    timeoutMs: limitMs,
  });
  expect(ending).toMatchObject({ signal: "SIGKILL", stdout: expect.stringMatching(/^port \d+/u) });
  const port = Number(/\d+/u.exec(ending.stdout)?.[0]);
  await until(async () => !(await isTaken(port)));
  await until(async () => (await readdir(temporary)).length === 0);
}

describe("servers of a test whose process is killed with kill -9", () => {
  it(
    "are gone, and with them the directories that they had made",
    async () => {
      await using place = await createIsolatedDirectory();
      await Promise.all(
        ["dolt", "neo4j", "chroma"].map((kind) => expectGoneWithItsProcess(kind, place.path)),
      );
    },
    limitMs,
  );
});
