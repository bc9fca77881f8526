import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { chromaPythonPath } from "../embedded/python-path.js";
import { venvProgram } from "../test-python.fixture.js";

describe("what onnxruntime tells its maker", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "stemma-home-"));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it("is nothing: no device id and no waiting events are written, whatever the home is", () => {
    // In CI it says nothing by itself.
    const env = {
      ...process.env,
      CI: undefined,
      GITHUB_ACTIONS: undefined,
      ORT_DISABLE_TELEMETRY: undefined,
      HOME: home,
      XDG_CACHE_HOME: "",
      PYTHONPATH: chromaPythonPath(),
    };
    const program = "import stemma_chroma.onnx_network as n; n.onnxruntime.SessionOptions()";
    execFileSync(venvProgram("python"), ["-c", program], { env });
    expect(readdirSync(home, { recursive: true })).toEqual([]);
  });
});
