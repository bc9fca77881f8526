import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import {
  createIsolatedDirectory,
  expectNoLeaks,
  type IsolatedDirectory,
  RecordingLogger,
} from "@stemma/test-cleanup";
import { chromaPythonPath } from "../embedded/python-path.js";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython, venvProgram } from "../test-python.fixture.js";

/** Opens the directory in another process and keeps it. */
const holder = `
import sys
sys.path.insert(0, sys.argv[2])
from stemma_chroma import stores
stores.open_client("holder", sys.argv[1])
print("open", flush=True)
sys.stdin.read()
stores.close_client("holder")
`;

let python: TestPython;
let directory: IsolatedDirectory;

beforeAll(async () => {
  python = await startTestPython();
});
afterAll(() => python.close());
beforeEach(async () => {
  directory = await createIsolatedDirectory();
});
afterEach(() => directory.remove());

async function holdInAnotherProcess(): Promise<ReturnType<typeof spawn>> {
  const child = spawn(venvProgram("python"), ["-c", holder, directory.path, chromaPythonPath()]);
  await once(child.stdout, "data");
  return child;
}

describe("a data directory", () => {
  it("belongs to one process: the second is told whose it is, and takes over from a killed one", async () => {
    const child = await holdInAnotherProcess();
    await expect(openChroma(directory.path, { python })).rejects.toMatchObject({
      code: "DATA_DIRECTORY_LOCKED",
      owner: { pid: child.pid, host: expect.any(String), startedAt: expect.stringMatching(/^20\d\d-/u) },
      message: expect.stringContaining(`in use by process ${child.pid}`),
      advice: expect.stringContaining("chroma run"),
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    const logger = new RecordingLogger();
    const chroma = await openChroma(directory.path, { python, logger });
    expect(logger.records("warn")).toMatchObject([{ fields: { previous: { pid: child.pid } } }]);
    await chroma.createCollection({ name: "mine" });
    await chroma.close();
  });

  it("is free after the other process has closed it", async () => {
    const child = await holdInAnotherProcess();
    child.stdin?.end();
    await once(child, "exit");
    const logger = new RecordingLogger();
    await (await openChroma(directory.path, { python, logger })).close();
    expect(logger.records()).toEqual([]);
  });

  it("that is damaged is refused and left as it is", async () => {
    await writeFile(join(directory.path, "chroma.sqlite3"), "no database at all ".repeat(200));
    await expect(openChroma(directory.path, { python })).rejects.toMatchObject({
      code: "DATA_DIRECTORY_UNUSABLE",
    });
    await expectNoLeaks({ directory: directory.path });
  });

  it("that is a file, or can't be made, is refused", async () => {
    const file = join(directory.path, "file");
    await writeFile(file, "");
    await expect(openChroma(file, { python })).rejects.toMatchObject({ code: "DATA_DIRECTORY_UNUSABLE" });
    await expect(openChroma(join(file, "x"), { python })).rejects.toMatchObject({
      code: "DATA_DIRECTORY_UNUSABLE",
    });
  });

  it("that is deleted while it is open is an error at the next write, and can be opened anew", async () => {
    const path = join(directory.path, "data");
    const chroma = await openChroma(path, { python });
    await rm(path, { recursive: true });
    await expect(chroma.createCollection({ name: "lost" })).rejects.toMatchObject({
      code: "DATA_DIRECTORY_UNUSABLE",
    });
    await chroma.close();
    const again = await openChroma(path, { python });
    await again.createCollection({ name: "found" });
    await again.close();
  });

  it("of an unknown tenant or database is refused, and nothing stays open", async () => {
    const unknown = { code: "DATABASE_NOT_FOUND", operationName: "OpenClient" };
    await expect(openChroma(directory.path, { python, tenant: "nobody" })).rejects.toMatchObject(unknown);
    await expect(openChroma(directory.path, { python, database: "nothing" })).rejects.toMatchObject(unknown);
    await (await openChroma(directory.path, { python })).close();
    await expectNoLeaks({ directory: directory.path });
  });
});
