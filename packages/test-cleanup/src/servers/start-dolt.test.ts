import { existsSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory } from "../isolation/isolated-directory.js";
import { findDolt } from "./find-dolt.js";
import { startDolt } from "./start-dolt.js";

function refuses(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.on("error", () => resolve(true));
  });
}

describe("startDolt", () => {
  it("starts a server that is gone after stop, however often that is called", async () => {
    const server = await startDolt();
    expect(await refuses(server.port)).toBe(false);
    expect(server.urlOf("docs")).toBe(`mysql://root:${server.password}@127.0.0.1:${server.port}/docs`);
    await Promise.all([server.stop(), server.stop()]);
    expect(await refuses(server.port)).toBe(true);
  });
});

describe("startDolt at a port that another program takes first", () => {
  it("starts the server at another one", async () => {
    await using directory = await createIsolatedDirectory();
    const [program, tries] = [join(directory.path, "dolt"), join(directory.path, "tries")];
    const taken = `[ "$(wc -l < ${tries})" -lt 3 ] && { echo "Port 3306 already in use." >&2; exit 1; }`;
    await writeFile(program, `#!/bin/sh\necho try >> ${tries}\n${taken}\nexec ${findDolt()} "$@"\n`);
    await chmod(program, 0o700);
    const named = process.env["STEMMA_DOLT"];
    process.env["STEMMA_DOLT"] = program;
    try {
      const server = await startDolt();
      expect(await refuses(server.port)).toBe(false);
      expect((await readFile(tries, "utf8")).trim().split("\n")).toHaveLength(3);
      await server.stop();
    } finally {
      if (named === undefined) delete process.env["STEMMA_DOLT"];
      else process.env["STEMMA_DOLT"] = named;
    }
  });
});

describe("findDolt", () => {
  it("takes the program that STEMMA_DOLT names, and says where it looked when there is none", () => {
    expect(existsSync(findDolt())).toBe(true);
    expect(findDolt({ STEMMA_DOLT: process.execPath })).toBe(process.execPath);
    expect(() => findDolt({ PATH: "/nowhere", STEMMA_CACHE: "/none" })).toThrow(
      expect.objectContaining({ code: "DOLT_MISSING", message: expect.stringContaining("/none") }),
    );
  });
});
