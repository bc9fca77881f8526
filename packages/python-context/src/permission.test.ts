import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";

const program = `
import { PythonContext } from "@stemma/python-context";
try {
  const python = await PythonContext.start();
  const { value } = await python.execute({ module: "math", name: "sqrt", args: [4] });
  await python.close();
  console.log(JSON.stringify({ value }));
} catch ({ code, advice }) {
  console.log(JSON.stringify({ code, advice }));
}`;
const model = process.allowedNodeEnvironmentFlags.has("--permission")
  ? "--permission"
  : "--experimental-permission";

/** What the program says when Node allows it to read files, and this. */
function run(...allowed: string[]): Promise<Record<string, unknown>> {
  const args = [model, "--allow-fs-read=*", ...allowed, "--input-type=module", "--eval", program];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: join(__dirname, "..") }, (error, stdout) => {
      if (stdout === "") reject(error ?? new Error("it said nothing"));
      else resolve(JSON.parse(stdout) as Record<string, unknown>);
    });
  });
}

describe("Node's permission model", () => {
  it("is named with the flags that are missing, and let be where they are given", async () => {
    const flags = /--allow-addons/;
    expect(await run()).toMatchObject({
      code: "NATIVE_ADDON_NOT_LOADABLE",
      advice: expect.stringMatching(flags),
    });
    expect(await run("--allow-addons")).toMatchObject({
      code: "PYTHON_PROBE_FAILED",
      advice: expect.stringMatching(/--allow-child-process/),
    });
    expect(await run("--allow-addons", "--allow-child-process")).toEqual({ value: 2 });
  }, 60_000);
});
