import { describe, expect, it } from "@jest/globals";
import { findLibrary } from "./find-library.js";
import type { InterpreterFacts } from "./probe-interpreter.js";

const debian: InterpreterFacts = {
  version: [3, 11, 2],
  implementation: "cpython",
  executable: "/project/.venv/bin/python",
  basePrefix: "/usr",
  isFreeThreaded: false,
  isBuiltShared: true,
  libraryFolder: "/usr/lib",
  installedLibrary: "libpython3.11.so.1.0",
  linkLibrary: "libpython3.11.so",
  multiarch: "x86_64-linux-gnu",
};

/** As uv's and conda's interpreters say: the library folder is that of the machine that built them. */
const relocated: InterpreterFacts = {
  ...debian,
  basePrefix: "/home/user/.local/share/uv/python/cpython-3.12",
  version: [3, 12, 1],
  libraryFolder: "/install/lib",
  installedLibrary: "libpython3.12.so.1.0",
};

const only = (path: string) => (candidate: string) => candidate === path;

describe("findLibrary", () => {
  it.each([
    ["pyenv", { ...debian, libraryFolder: "/pyenv/lib", multiarch: null }, "/pyenv/lib/libpython3.11.so.1.0"],
    ["Debian", debian, "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"],
    ["uv and conda", relocated, `${relocated.basePrefix}/lib/libpython3.12.so.1.0`],
    [
      "Debian, whose interpreter is static but whose library can be installed",
      { ...debian, isBuiltShared: false, installedLibrary: "libpython3.11.a" },
      "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0",
    ],
  ])("finds the library of %s", (_name, facts, path) => {
    expect(findLibrary(facts, only(path))).toBe(path);
  });

  it("finds the library of a framework on macOS, as python.org and Homebrew install it", () => {
    const base = "/opt/homebrew/opt/python@3.12/Frameworks/Python.framework/Versions/3.12";
    const framework: InterpreterFacts = {
      ...debian,
      version: [3, 12, 7],
      basePrefix: base,
      isBuiltShared: false,
      libraryFolder: `${base}/lib`,
      installedLibrary: "Python.framework/Versions/3.12/Python",
      linkLibrary: "Python.framework/Versions/3.12/Python",
      multiarch: "darwin",
    };
    const library = `${base}/lib/libpython3.12.dylib`;
    expect(findLibrary(framework, only(library), "darwin")).toBe(library);
  });

  it("leaves a library that is somewhere else to the dynamic linker", () => {
    expect(findLibrary(debian, () => false)).toBe("libpython3.11.so.1.0");
  });

  it("refuses a static interpreter with advice", () => {
    const facts = { ...debian, isBuiltShared: false, installedLibrary: "libpython3.11.a" };
    expect(() => findLibrary(facts, () => false)).toThrow(
      expect.objectContaining({
        code: "PYTHON_LIBRARY_NOT_FOUND",
        message: expect.stringContaining("is built statically"),
        advice: expect.stringMatching(/apt-get install libpython3\.11.*--enable-shared/),
      }),
    );
  });

  it.each([
    ["old", { ...debian, version: [3, 9, 18] as const }, /Python 3\.9\.18/],
    ["free-threaded", { ...debian, version: [3, 13, 0] as const, isFreeThreaded: true }, /free-threaded/],
    ["foreign", { ...debian, implementation: "pypy" }, /pypy/],
  ])("refuses an interpreter that is %s", (_name, facts, message) => {
    expect(() => findLibrary(facts, () => true)).toThrow(
      expect.objectContaining({ code: "PYTHON_UNSUPPORTED", message: expect.stringMatching(message) }),
    );
  });
});
