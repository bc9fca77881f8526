import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PythonContext } from "./index.js";
import { runScript, startTestPython } from "./test-python.fixture.js";

let python: PythonContext;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(async () => {
  await python.close();
});

/** What the modules that clash with Node's own libraries say of the libraries they use. */
const versions = "__import__('clashing').versions()";

describe("modules that clash with libraries in Node's binary", () => {
  it("use the same libraries as in an ordinary Python process", async () => {
    const { interpreter, isolation } = await PythonContext.doctor();
    expect(isolation).toBe(true);
    const { stdout } = await promisify(execFile)(String(interpreter), [
      "-c",
      `import sys, json; sys.path.append(sys.argv[1]); print(json.dumps(${versions}))`,
      new URL("../tests/python", import.meta.url).pathname,
    ]);
    const here = await python.execute<Record<string, string>>({ module: "clashing", name: "versions" });
    expect(here).toEqual({ ok: true, value: JSON.parse(stdout) as unknown });
    // Otherwise the comparison would prove nothing: Node brings a zlib of its own.
    expect(here.ok && (here.value.zlib ?? "built into the interpreter")).not.toBe(process.versions.zlib);
  });

  it("work", async () => {
    const digest = await python.execute({ module: "clashing", name: "use_them_all" });
    expect(digest).toEqual({ ok: true, value: "ok" });
  });

  it("work after a package has loaded the same libraries", async () => {
    const ending = await runScript("isolation.mjs");
    expect(ending).toMatchObject({ code: 0, signal: null, stdout: "ok\n" });
  });

  it("leave the environment variables and child processes of Python intact", async () => {
    const seen = await python.execute<readonly [number, string]>({ module: "clashing", name: "environment" });
    expect(seen).toMatchObject({ ok: true, value: [expect.any(Number), process.env.HOME ?? ""] });
    expect(seen.ok && seen.value[0]).toBeGreaterThan(0);
  });
});
