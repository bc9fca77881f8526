import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { addonCandidates, localBuild } from "./addon-candidates.js";
import { AddonLoadError, loadAddon } from "./index.js";
import { platformAddons } from "./platform-addons.js";

const packageRoot = fileURLToPath(new URL("..", import.meta.url));

describe("addonCandidates", () => {
  it("prefers the platform's package to what was compiled here, and knows each platform that is built", () => {
    const platforms = JSON.parse(readFileSync(join(packageRoot, "platforms.json"), "utf8")) as {
      name: string;
    }[];
    expect(platforms.map(({ name }) => name).sort()).toEqual(Object.keys(platformAddons));
    for (const { name } of platforms) {
      const [first, second, ...others] = addonCandidates(name);
      expect(first?.path).toBe(`@stemma/native-${name}`);
      expect(() => first?.load()).toThrow(`Cannot find module '@stemma/native-${name}'`);
      expect(second?.path).toBe(localBuild);
      expect(others).toEqual([]);
    }
    expect(addonCandidates("sunos-x64").map(({ path }) => path)).toEqual([localBuild]);
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

  it("names the package of the platform and npm's fault, and only compiling where there is no package", () => {
    const known = new AddonLoadError([], "linux-arm64-musl").advice;
    expect(known).toMatch(
      /Install @stemma\/native-linux-arm64-musl .*--include=optional.*npm\/cli#4828.*cmake-js/u,
    );
    const unknown = new AddonLoadError([], "sunos-x64").advice;
    expect(unknown).toMatch(/^There is no compiled addon for sunos-x64: compile it/u);
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
