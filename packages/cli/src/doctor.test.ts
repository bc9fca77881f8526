import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import { runStemma } from "./testing/run-stemma.fixture.js";

describe("stemma doctor", () => {
  let directory: IsolatedDirectory;
  beforeAll(async () => {
    directory = await createIsolatedDirectory();
  });
  afterAll(() => directory.remove());

  it("loads what a run would load, and names each package that the environment does not have", async () => {
    const venv = join(directory.path, "empty");
    execFileSync("python3", ["-m", "venv", "--without-pip", venv]);
    const { code, stdout } = await runStemma(["--venv", venv, "doctor"], { cwd: directory.path });
    expect(code).toBe(1);
    const [python = ""] = stdout.split("\n").filter((line) => line.includes("Python "));
    expect(python).toMatch(
      /^✘ Python .* can't import numpy \(ModuleNotFoundError: No module named 'numpy'\)/u,
    );
    for (const name of ["chromadb", "onnxruntime", "tokenizers"]) expect(python).toContain(name);
    // What needs them is tried all the same, and says what to install.
    expect(stdout).toMatch(/✘ Chroma .*\n.*pip install/u);
    expect(stdout).toMatch(/✔ Graph/u);
  }, 120_000);
});
