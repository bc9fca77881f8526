import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addonPaths, currentPlatform } from "@stemma/native";
import { npm, packAll } from "./pack.mjs";

const venv = process.env.STEMMA_VENV ?? fileURLToPath(new URL("../../../../.venv", import.meta.url));

const body = `
  const python = await PythonContext.start({ venv: process.argv[2] });
  const root = await python.execute({ module: "math", name: "sqrt", args: [2] });
  const loaded = process.report.getReport().sharedObjects.filter((path) => path.endsWith("stemma.node"));
  console.log(JSON.stringify({ root, loaded }));
  await python.close();`;
const scripts = {
  "esm.mjs": `import { PythonContext } from "@stemma/python-context";\n${body}`,
  "commonjs.cjs": `const { PythonContext } = require("@stemma/python-context");\n(async () => {${body}\n})();`,
};

let folder;
let app;
let prebuilt;
let built;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "stemma-pack-")));
  app = join(folder, "app");
  mkdirSync(app);
  const native = join(app, "node_modules/@stemma/native");
  [prebuilt, built] = addonPaths(native, currentPlatform());
  const target = prebuilt.split("/").at(-2);
  const tarballs = packAll(folder, target);
  writeFileSync(join(app, "package.json"), '{ "name": "app", "private": true }\n');
  npm(app, "install", "--ignore-scripts", ...tarballs);
  for (const [name, text] of Object.entries(scripts)) writeFileSync(join(app, name), text);
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(name) {
  return execFileSync(process.execPath, [name, venv], {
    cwd: app,
    encoding: "utf8",
    timeout: 60_000,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, STEMMA_ADDON: undefined, NODE_OPTIONS: undefined },
  });
}

describe("the packed packages, installed in an empty folder without a network", () => {
  it.each(Object.keys(scripts))("run Python from %s with the prebuilt addon", (name) => {
    expect(JSON.parse(run(name))).toEqual({ root: { ok: true, value: Math.SQRT2 }, loaded: [prebuilt] });
  });

  it("name what was tried when there is no addon, and take a local build when there is one", () => {
    const kept = join(folder, "kept.node");
    cpSync(prebuilt, kept);
    rmSync(prebuilt);
    expect(() => run("esm.mjs")).toThrow(
      /NATIVE_ADDON_NOT_LOADABLE[^]*no such file|no such file[^]*cmake-js/,
    );
    cpSync(kept, built);
    expect(JSON.parse(run("esm.mjs")).loaded).toEqual([built]);
  });
});
