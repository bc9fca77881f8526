import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { findVenv, interpreterOf } from "./find-venv.js";
import { userVenv } from "./user-venv.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stemma-venv-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function makeVenv(name: string): string {
  const venv = join(folder, name);
  mkdirSync(dirname(interpreterOf(venv)), { recursive: true });
  writeFileSync(interpreterOf(venv), "");
  return venv;
}

describe("findVenv", () => {
  it("takes the option before the variable before the nearest .venv", () => {
    const [option, variable, near] = [makeVenv("option"), makeVenv("variable"), makeVenv("a/.venv")];
    const search = { environment: { STEMMA_VENV: variable }, startFolders: [join(folder, "a/b/c")] };
    expect(findVenv({ ...search, venv: option })).toEqual({ path: option, foundBy: "option" });
    expect(findVenv(search)).toEqual({ path: variable, foundBy: "STEMMA_VENV" });
    expect(findVenv({ ...search, environment: {} })).toEqual({ path: near, foundBy: "nearest .venv" });
  });

  it("passes over a .venv without an interpreter, and over an empty variable", () => {
    const outer = makeVenv(".venv");
    mkdirSync(join(folder, "inner/.venv"), { recursive: true });
    const found = findVenv({ environment: { STEMMA_VENV: "" }, startFolders: [join(folder, "inner")] });
    expect(found.path).toBe(outer);
  });

  it.each([{ venv: "/no/such/folder" }, { environment: { STEMMA_VENV: "/no/such/folder" } }])(
    "refuses a named folder that is none: %j",
    (search) => {
      expect(() => findVenv(search)).toThrow(
        expect.objectContaining({
          code: "PYTHON_VENV_NOT_FOUND",
          message: expect.stringContaining("/no/such/folder"),
        }),
      );
    },
  );

  it("takes the working directory's only where it may look there", () => {
    const here = process.cwd();
    const near = makeVenv("work/.venv");
    process.chdir(join(folder, "work"));
    try {
      expect(findVenv({ environment: {}, startFolders: undefined }).foundBy).toBe("nearest .venv");
      const found = ((): string | undefined => {
        try {
          return findVenv({ environment: {}, searchesWorkingDirectory: false }).path;
        } catch {
          return undefined;
        }
      })();
      expect(found).not.toBe(near);
    } finally {
      process.chdir(here);
    }
  });

  it("takes the user's environment where the near one lacks what is needed, and the near one where there is none", () => {
    const near = makeVenv("a/.venv");
    const environment = { XDG_DATA_HOME: join(folder, "data") };
    const search = { environment, startFolders: [join(folder, "a/b")], packages: ["chromadb"] };
    expect(findVenv(search)).toEqual({ path: near, foundBy: "nearest .venv" });
    const made = userVenv(environment)!;
    mkdirSync(dirname(interpreterOf(made)), { recursive: true });
    writeFileSync(interpreterOf(made), "");
    expect(findVenv(search)).toEqual({ path: made, foundBy: "setup" });
    expect(findVenv({ ...search, packages: [] }).path).toBe(near);
    mkdirSync(join(near, "lib/python3.11/site-packages/chromadb"), { recursive: true });
    expect(findVenv(search)).toEqual({ path: near, foundBy: "nearest .venv" });
  });

  it("says where it looked when there is none", () => {
    const environment = { XDG_DATA_HOME: join(folder, "data") };
    expect(() => findVenv({ environment, startFolders: [folder] })).toThrow(
      expect.objectContaining({
        code: "PYTHON_VENV_NOT_FOUND",
        message: expect.stringContaining(folder),
        advice: expect.stringMatching(/npx stemma setup.*python3 -m venv/u),
      }),
    );
  });
});
