import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { interpreterOf } from "../discovery/find-venv.js";
import { setUpPython } from "./setup-python.js";

// Environments are made and filled by the real venv and pip.
jest.setTimeout(180_000);

/** Writes a wheel with one module, whose `answer` is `number`. */
const makeWheel = `
import sys, zipfile
folder, number = sys.argv[1:]
with zipfile.ZipFile(f"{folder}/tiny-{number}.0-py3-none-any.whl", "w") as wheel:
    info = f"tiny-{number}.0.dist-info"
    wheel.writestr("tiny.py", f"answer = {number}\\n")
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: tiny\\nVersion: {number}.0\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;

let folder: string;
let wheels: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stemma-setup-"));
  wheels = join(folder, "wheels");
  mkdirSync(wheels);
  for (const number of ["1", "2"]) execFileSync("python3", ["-c", makeWheel, wheels, number]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A list that pins `tiny`; with a hash of another file it can't be installed. */
function requirements(version: number, name = `list-${version}.txt`, hashedVersion = version): string[] {
  const wheel = readFileSync(join(wheels, `tiny-${hashedVersion}.0-py3-none-any.whl`));
  const hash = createHash("sha256").update(wheel).digest("hex");
  const file = join(folder, name);
  writeFileSync(file, `tiny==${version}.0 --hash=sha256:${hash}\n`);
  return [file];
}

const answerIn = (venv: string): string =>
  execFileSync(interpreterOf(venv), ["-c", "import tiny; print(tiny.answer)"], { encoding: "utf8" }).trim();

describe("setUpPython", () => {
  it("makes an environment anew that was half made, goes on after a failure, does nothing twice, follows the list", async () => {
    const directory = join(folder, "made");
    mkdirSync(join(directory, "bin"), { recursive: true });
    writeFileSync(join(directory, "bin/python"), "half");
    writeFileSync(join(directory, ".stemma-setup.json"), '{"state":"making","inputs":""}');
    const said: string[] = [];
    const onProgress = (message: string): void => void said.push(message);
    const wrong = { directory, findLinks: wheels, requirements: requirements(1, "wrong.txt", 2), onProgress };
    await expect(setUpPython(wrong)).rejects.toMatchObject({
      code: "PYTHON_SETUP_FAILED",
      message: expect.stringMatching(/hash/iu),
      advice: expect.stringContaining("goes on from there"),
    });
    expect(said[0]).toMatch(/^making .*made from .*python.* \(Python 3\./u);

    said.length = 0;
    const right = { ...wrong, requirements: requirements(1) };
    expect(await setUpPython(right)).toEqual({
      directory,
      program: interpreterOf(directory),
      wasUpToDate: false,
    });
    expect(said[0]).toMatch(/^installing the packages/u);
    expect(answerIn(directory)).toBe("1");

    said.length = 0;
    expect((await setUpPython(right)).wasUpToDate).toBe(true);
    expect(said).toEqual([]);

    expect((await setUpPython({ ...right, requirements: requirements(2) })).wasUpToDate).toBe(false);
    expect(answerIn(directory)).toBe("2");
    expect(existsSync(`${directory}.lock`)).toBe(false);
  });

  it("makes one anew whose interpreter is gone", async () => {
    const directory = join(folder, "gone");
    const options = { directory, findLinks: wheels, requirements: requirements(1) };
    const inputs = createHash("sha256").update(readFileSync(options.requirements[0]!)).digest("hex");
    mkdirSync(directory);
    writeFileSync(join(directory, ".stemma-setup.json"), JSON.stringify({ state: "ready", inputs }));
    expect((await setUpPython(options)).wasUpToDate).toBe(false);
    expect(answerIn(directory)).toBe("1");
  });

  it("changes nothing in a folder that it did not make", async () => {
    const directory = join(folder, "foreign");
    mkdirSync(directory);
    writeFileSync(join(directory, "kept"), "");
    const options = { directory, findLinks: wheels, requirements: requirements(1) };
    await expect(setUpPython(options)).rejects.toMatchObject({ code: "PYTHON_ENVIRONMENT_NOT_OURS" });
    expect(readdirSync(directory)).toEqual(["kept"]);
  });

  it("names each interpreter that will not do, and leaves nothing", async () => {
    const directory = join(folder, "none");
    const options = { directory, requirements: requirements(1), python: "/no/such/python" };
    await expect(setUpPython(options)).rejects.toMatchObject({
      code: "PYTHON_NOT_FOUND",
      message: expect.stringContaining("/no/such/python is not there"),
      advice: expect.stringContaining("STEMMA_PYTHON"),
    });
    expect(existsSync(directory)).toBe(false);
    expect(existsSync(`${directory}.lock`)).toBe(false);
  });

  it("waits for nobody: a second set-up of the same folder is refused, that of a dead process taken over", async () => {
    const directory = join(folder, "locked");
    const options = { directory, requirements: requirements(1), python: "/no/such/python" };
    writeFileSync(`${directory}.lock`, String(process.ppid));
    await expect(setUpPython(options)).rejects.toMatchObject({
      code: "PYTHON_SETUP_RUNNING",
      retryable: true,
      message: expect.stringContaining(String(process.ppid)),
    });
    const { pid } = JSON.parse(
      execFileSync(process.execPath, ["-p", "JSON.stringify({ pid: process.pid })"], { encoding: "utf8" }),
    ) as { pid: number };
    writeFileSync(`${directory}.lock`, String(pid));
    await expect(setUpPython(options)).rejects.toMatchObject({ code: "PYTHON_NOT_FOUND" });
  });

  it("settles when it is cancelled, and when a list is not there", async () => {
    const directory = join(folder, "cancelled");
    const options = { directory, findLinks: wheels, requirements: requirements(1) };
    const controller = new AbortController();
    const onProgress = (): void => {
      controller.abort();
    };
    await expect(setUpPython({ ...options, signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    await expect(setUpPython({ directory, requirements: ["/no/such/list"] })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
    });
  });
});
