import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findVenv, interpreterOf } from "./discovery/find-venv.js";
import { runCalls, testModules } from "./test-python.fixture.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stemma-locales-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const call = (name: string, args: readonly unknown[] = []) => ({ module: "locales", name, args });
const unset = { LC_ALL: undefined, LC_CTYPE: undefined, LANG: undefined, PYTHONUTF8: undefined };
const withoutLocale: readonly (readonly [string, NodeJS.ProcessEnv])[] = [
  ["LC_ALL=C", { LC_ALL: "C" }],
  ["LC_ALL=POSIX", { LC_ALL: "POSIX" }],
  ["no variable", {}],
  ["an unknown locale", { LC_ALL: "xx_XX.none" }],
  ["LC_CTYPE=C, whatever the language", { LC_CTYPE: "C", LANG: "C.UTF-8" }],
];

async function plainPython(variables: NodeJS.ProcessEnv): Promise<unknown> {
  const script =
    "import sys, json; sys.path.append(sys.argv[1]); import locales; print(json.dumps(locales.facts()))";
  const { stdout } = await promisify(execFile)(interpreterOf(findVenv().path), ["-c", script, testModules], {
    env: { ...process.env, ...variables },
  });
  return JSON.parse(stdout);
}

describe("Python takes text as python itself would in the same locale", () => {
  it.each([
    ...withoutLocale,
    ["LC_ALL=C.UTF-8", { LC_ALL: "C.UTF-8" }],
    ["PYTHONUTF8=1", { LC_ALL: "C.UTF-8", PYTHONUTF8: "1" }],
    ["PYTHONUTF8=0 without a locale", { LC_ALL: "C", PYTHONUTF8: "0" }],
    ["PYTHONIOENCODING", { LC_ALL: "C", PYTHONIOENCODING: "latin-1" }],
  ] as const)("%s", async (_name, set) => {
    const variables = { ...unset, ...set };
    const ending = await runCalls([call("facts")], { variables });
    expect(ending).toMatchObject({ code: 0, results: [await plainPython(variables)] });
  });

  it.each(withoutLocale)("prints and names files without a locale: %s", async (_name, set) => {
    const ending = await runCalls([call("print_text", ["é, 漢字"]), call("write_and_read", [folder, "ü"])], {
      variables: { ...unset, ...set },
    });
    expect(ending).toMatchObject({ code: 0, stdout: "é, 漢字\n", results: [null, "ü"] });
  });

  it.each([
    ["without a locale", { LC_ALL: "C" }],
    ["with one", { LC_ALL: "C.UTF-8" }],
  ])("runs an environment at a path that is not ASCII, %s", async (name, set) => {
    const venv = join(folder, `umgebung-ü-${name.length}`);
    const real = findVenv().path;
    mkdirSync(dirname(interpreterOf(venv)), { recursive: true });
    symlinkSync(realpathSync(interpreterOf(real)), interpreterOf(venv));
    cpSync(join(real, "pyvenv.cfg"), join(venv, "pyvenv.cfg"));
    const ending = await runCalls([call("prefix")], { variables: { ...unset, ...set, STEMMA_VENV: venv } });
    expect(ending).toMatchObject({ code: 0, stderr: "", results: [venv] });
  });
});
