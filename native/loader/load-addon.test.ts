import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { addonPaths, loadAddon } from "./index.js";

describe("addonPaths", () => {
  it("prefers the prebuilt addon of platform, architecture and C library", () => {
    expect(addonPaths("/package", { platform: "linux", arch: "arm64", libc: "musl" })).toEqual([
      "/package/prebuilds/linux-arm64-musl/stemma.node",
      "/package/build/Release/stemma.node",
    ]);
    expect(addonPaths("/package", { platform: "darwin", arch: "x64", libc: undefined })[0]).toBe(
      "/package/prebuilds/darwin-x64/stemma.node",
    );
  });
});

describe("loadAddon", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stemma-addon-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("loads the local build without starting Python", () => {
    expect(loadAddon().stats()).toMatchObject({ state: 0, queued: 0 });
  });

  it("names every path tried, why each failed and what to do", () => {
    const absent = join(folder, "absent.node");
    const broken = join(folder, "broken.node");
    writeFileSync(broken, "not a shared library");
    let failure: unknown;
    try {
      loadAddon([absent, broken]);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({
      code: "NATIVE_ADDON_NOT_LOADABLE",
      attempts: [
        { path: absent, reason: "no such file" },
        { path: broken, reason: expect.stringMatching(/too short|invalid ELF/) },
      ],
    });
    expect((failure as Error).message).toContain("nx build @stemma/native");
  });

  it("gives every load the same interpreter", () => {
    const addon = loadAddon();
    addon.setQueueLimit(17);
    expect(loadAddon().stats().queueLimit).toBe(17);
    addon.setQueueLimit(1024);
  });
});
