import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { loadAddon, type NativeAddon } from "@stemma/native";
import { diagnosePython } from "./discovery/doctor.js";
import { interpreterOf } from "./discovery/find-venv.js";
import { locatePython } from "./discovery/locate-python.js";
import { probeStart } from "./discovery/probe-start.js";
import { PythonContext, type PythonStartError } from "./index.js";
import { runScript } from "./test-python.fixture.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stemma-start-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A virtual environment whose interpreter is a shell script. */
function fakeVenv(script: string): string {
  const venv = join(folder, "venv");
  const program = interpreterOf(venv);
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return venv;
}

function answering(facts: Record<string, unknown>): string {
  return fakeVenv(`cat <<'JSON'\n${JSON.stringify(facts)}\nJSON`);
}

async function failureOf(options: Parameters<typeof PythonContext.start>[0]): Promise<PythonStartError> {
  const outcome: unknown = await PythonContext.start(options).catch((error: unknown) => error);
  if (outcome instanceof PythonContext) throw new Error("Python started");
  return outcome as PythonStartError;
}

/** The same in a process of its own, with more environment variables. */
async function failureInNewProcess(variables: NodeJS.ProcessEnv): Promise<unknown> {
  return JSON.parse((await runScript("start-error.mjs", [], variables)).stdout);
}

const facts = {
  version: [3, 11, 2],
  implementation: "cpython",
  executable: "/project/.venv/bin/python",
  basePrefix: "/nowhere",
  isFreeThreaded: false,
  isBuiltShared: false,
  libraryFolder: "/nowhere/lib",
  installedLibrary: "libpython3.11.a",
  linkLibrary: "libpython3.11.a",
  multiarch: null,
};

describe("a start that cannot succeed rejects with a typed error and advice, and leaves nothing running", () => {
  it("no environment there", async () => {
    expect(await failureOf({ venv: folder })).toMatchObject({
      code: "PYTHON_VENV_NOT_FOUND",
      advice: expect.stringContaining("python3 -m venv"),
    });
  });

  it("an interpreter that does not run", async () => {
    expect(await failureOf({ venv: fakeVenv("echo broken >&2; exit 3") })).toMatchObject({
      code: "PYTHON_PROBE_FAILED",
      message: expect.stringContaining("broken"),
    });
  });

  it("a static interpreter", async () => {
    expect(await failureOf({ venv: answering(facts) })).toMatchObject({
      code: "PYTHON_LIBRARY_NOT_FOUND",
      advice: expect.stringContaining("libpython3.11"),
    });
  });

  it("an interpreter that is too old", async () => {
    expect(await failureOf({ venv: answering({ ...facts, version: [3, 9, 0] }) })).toMatchObject({
      code: "PYTHON_UNSUPPORTED",
    });
  });

  it("a library that is none", async () => {
    mkdirSync(join(folder, "lib"));
    writeFileSync(join(folder, "lib", "libpython3.11.so.1.0"), "not a library");
    const broken = { ...facts, basePrefix: folder, installedLibrary: "libpython3.11.so.1.0" };
    // In a process of its own: this one may run Python already, for another test file.
    expect(await failureInNewProcess({ STEMMA_VENV: answering(broken) })).toMatchObject({
      code: "PYTHON_LIBRARY_NOT_FOUND",
      message: expect.stringContaining("could not be loaded"),
    });
  });
});

describe("a start after a refused one", () => {
  it("does not meet what that left behind", async () => {
    const { program, facts: real } = await locatePython();
    // Some shared library that has none of CPython's functions.
    const report = process.report.getReport() as { sharedObjects: string[] };
    const library = report.sharedObjects.find((path) => /\/libm[.-]/.test(path));
    if (library === undefined) throw new Error("this process has no libm");
    mkdirSync(join(folder, "lib"));
    cpSync(library, join(folder, "lib", "libpython3.11.so.1.0"), { dereference: true });
    const refusedVenv = answering({
      ...real,
      version: [3, 11, 2],
      basePrefix: folder,
      libraryFolder: null,
      installedLibrary: "libpython3.11.so.1.0",
    });
    const ending = await runScript("start-after-refusal.mjs", [refusedVenv], {
      STEMMA_VENV: dirname(dirname(program)),
    });
    expect(ending).toMatchObject({ stderr: "", code: 0 });
    expect(JSON.parse(ending.stdout)).toEqual({
      refused: "PYTHON_UNSUPPORTED",
      result: { ok: true, value: 2 },
    });
  });
});

describe("a process has one Python", () => {
  it("asks the interpreter where it lives only once", async () => {
    const { venv, program } = await locatePython();
    const log = join(folder, "runs");
    const logging = fakeVenv(`echo run >> '${log}'\nexec '${program}' "$@"`);
    cpSync(join(venv, "pyvenv.cfg"), join(logging, "pyvenv.cfg"));
    const ending = await runScript("start-twice.mjs", [logging]);
    expect(ending).toMatchObject({ stderr: "", code: 0, stdout: expect.stringContaining('"workerCode":0') });
    expect(readFileSync(log, "utf8")).toBe("run\n");
  });

  it("a second start joins it, also after a failed one, and adds its folders to the search path", async () => {
    await failureOf({ venv: folder });
    writeFileSync(join(folder, "only_in_second.py"), "ANSWER = 42\ndef answer(): return ANSWER\n");
    const first = await PythonContext.start();
    const second = await PythonContext.start({ pythonPath: [folder] });
    const answer = { module: "only_in_second", name: "answer" };
    expect(await first.execute(answer)).toEqual({ ok: true, value: 42 });
    await second.close();
    expect(await first.execute(answer)).toEqual({ ok: true, value: 42 });
    await first.close();
    const third = await PythonContext.start();
    expect(await third.execute(answer)).toEqual({ ok: true, value: 42 });
    await third.close();
  });

  it("refuses another environment", async () => {
    const python = await PythonContext.start();
    const located = await locatePython();
    const other = join(folder, "other");
    mkdirSync(join(other, "bin"), { recursive: true });
    symlinkSync(realpathSync(located.program), interpreterOf(other));
    expect(await failureOf({ venv: other })).toMatchObject({
      code: "PYTHON_OTHER_VENV",
      message: expect.stringContaining(located.program),
    });
    await python.close();
  });

  it("refuses to load a second CPython beside one that somebody else loaded", async () => {
    const { library } = await locatePython();
    const copy = join(folder, "libpython3.77.so.1.0");
    cpSync(library, copy, { dereference: true });
    expect(await failureInNewProcess({ LD_PRELOAD: copy })).toMatchObject({
      code: "PYTHON_ALREADY_LOADED",
      message: expect.stringContaining("libpython3.77"),
    });
  });
});

describe("PythonContext.doctor", () => {
  it("names what would be used and how it was found", async () => {
    const { venv, library, program } = await locatePython();
    expect(await PythonContext.doctor({ venv })).toMatchObject({
      ok: true,
      venv,
      foundBy: "option",
      interpreter: program,
      library,
      version: expect.stringMatching(/^3\.\d+\.\d+$/),
      addon: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      missing: [],
      problem: null,
    });
  });

  it("imports the modules that are needed, and names those that it can't", async () => {
    writeFileSync(join(folder, "only_here.py"), "print('loaded')\n");
    writeFileSync(join(folder, "ends_itself.py"), "raise SystemExit(3)\n");
    const request = {
      pythonPath: [folder],
      modules: ["numpy", "only_here", "no_such_module", "ends_itself"],
    };
    expect(await PythonContext.doctor(request)).toMatchObject({
      ok: false,
      addon: expect.any(String),
      missing: [
        { module: "no_such_module", reason: "ModuleNotFoundError: No module named 'no_such_module'" },
        { module: "ends_itself", reason: "SystemExit: 3" },
      ],
      problem: expect.stringContaining("no_such_module"),
      advice: expect.stringContaining("pip install"),
    });
    expect(await PythonContext.doctor({ pythonPath: [folder], modules: ["only_here"] })).toMatchObject({
      ok: true,
      missing: [],
    });
  });

  it("finds an addon that is not there", async () => {
    const { venv } = await locatePython();
    const failing = (): NativeAddon => loadAddon([join(folder, "stemma.node")]);
    const nothing = { modules: [], pythonPath: [] };
    expect(await diagnosePython({ venv }, true, nothing, failing)).toMatchObject({
      ok: false,
      venv,
      addon: null,
      problem: expect.stringContaining(join(folder, "stemma.node")),
      advice: expect.any(String),
    });
    const older = (): NativeAddon => ({ ...loadAddon(), protocol: 1 });
    expect(await diagnosePython({ venv }, true, nothing, older)).toMatchObject({
      ok: false,
      problem: expect.stringContaining("protocol 1"),
    });
  });

  it("loads the library", async () => {
    const { program } = await locatePython();
    mkdirSync(join(folder, "lib"));
    const library = join(folder, "lib", "libpython3.11.so.1.0");
    writeFileSync(library, "not a library");
    await expect(probeStart({ program, library }, { modules: [], pythonPath: [] })).rejects.toMatchObject({
      code: "PYTHON_LIBRARY_NOT_FOUND",
      message: expect.stringContaining(library),
    });
  });

  it("says that this process runs another environment already", async () => {
    const { program } = await locatePython();
    const python = await PythonContext.start();
    const other = join(folder, "other");
    mkdirSync(join(other, "bin"), { recursive: true });
    symlinkSync(realpathSync(program), interpreterOf(other));
    expect(await PythonContext.doctor({ venv: other })).toMatchObject({
      ok: false,
      problem: expect.stringContaining(`already runs Python for ${program}`),
    });
    await python.close();
  });

  it("says what is missing and what to do", async () => {
    expect(await PythonContext.doctor({ venv: folder })).toMatchObject({
      ok: false,
      problem: expect.stringContaining(folder),
      advice: expect.stringContaining("venv"),
    });
  });
});
