import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { addonPaths, loadAddon } from "./index.js";

const localBuild = fileURLToPath(new URL("../build/Release/stemma.node", import.meta.url));

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

  it("gives every load the same interpreter, also a second copy of the package", () => {
    const addon = loadAddon();
    const copy = join(folder, "stemma.node");
    copyFileSync(localBuild, copy);
    const second = loadAddon([copy]);
    expect(second.Attachment).not.toBe(addon.Attachment);
    addon.setQueueLimit(17);
    expect(second.stats().queueLimit).toBe(17);
    addon.setQueueLimit(1024);
  });

  it("takes the addon that STEMMA_ADDON names, and no other", () => {
    process.env.STEMMA_ADDON = join(folder, "chosen.node");
    try {
      expect(() => loadAddon()).toThrow(/chosen\.node: no such file/);
    } finally {
      delete process.env.STEMMA_ADDON;
    }
  });
});
