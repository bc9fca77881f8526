import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "../isolation/isolated-directory.js";
import { startChromaServer } from "./start-chroma-server.js";

// The real server is started by the tests of @stemma/chroma, where its program is.
describe("startChromaServer", () => {
  let directory: IsolatedDirectory;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
  });
  afterEach(() => directory.remove());

  it("says what the program printed when it ends at once", async () => {
    const start = { command: "no-such-chroma", dataDirectory: directory.path };
    await expect(startChromaServer(start)).rejects.toMatchObject({
      code: "CHROMA_SERVER_FAILED",
      message: expect.stringMatching(/ended before it was ready:\n.*ENOENT/su),
    });
  });

  it("ends a program that does not answer in time", async () => {
    const command = join(directory.path, "mute");
    await writeFile(command, "#!/bin/sh\nexec sleep 60\n");
    await chmod(command, 0o700);
    await expect(
      startChromaServer({ command, dataDirectory: directory.path, timeoutMs: 200 }),
    ).rejects.toMatchObject({
      code: "TIMEOUT",
    });
  });
});
