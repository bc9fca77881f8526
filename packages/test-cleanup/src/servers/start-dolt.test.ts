import { existsSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, it } from "@jest/globals";
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

describe("findDolt", () => {
  it("takes the program that STEMMA_DOLT names, and says where it looked when there is none", () => {
    expect(existsSync(findDolt())).toBe(true);
    expect(findDolt({ STEMMA_DOLT: process.execPath })).toBe(process.execPath);
    expect(() => findDolt({ PATH: "/nowhere", STEMMA_CACHE: "/none" })).toThrow(
      expect.objectContaining({ code: "DOLT_MISSING", message: expect.stringContaining("/none") }),
    );
  });
});
