import { describe, expect, it } from "@jest/globals";
import type { TestablePython } from "../python/testable-python.js";
import { PythonFaults } from "./python-faults.js";

// What the functions do is tested by pytest in this package, and inside a real Node process by @stemma/chroma.
describe("PythonFaults", () => {
  it("calls the functions of stemma_testing.faults with their arguments in order", async () => {
    const calls: unknown[] = [];
    const python: TestablePython = {
      execute: ({ module, name, args }: { module: string; name: string; args?: readonly unknown[] }) => {
        calls.push([module, name, ...(args ?? [])]);
        return Promise.resolve({ ok: true as const, value: null });
      },
    };
    const faults = new PythonFaults(python);
    await faults.fail("m:f", "OSError", "x");
    await faults.hang("m:f", 2, { holdsLock: true });
    await faults.kill("m:f", { fromCall: 3, after: true });
    await faults.restore();
    expect(calls).toEqual([
      ["stemma_testing.faults", "fail", "m:f", "OSError", "x", 1],
      ["stemma_testing.faults", "block", "m:f", 2, true],
      ["stemma_testing.faults", "kill", "m:f", 3, true],
      ["stemma_testing.faults", "restore"],
    ]);
  });

  it("says what Python said, and what to do when the module is missing", async () => {
    const python: TestablePython = {
      execute: () => Promise.resolve({ ok: false, error: { message: "No module named stemma_testing" } }),
    };
    await expect(new PythonFaults(python).restore()).rejects.toThrow(
      /No module named stemma_testing\n.*testingPythonPath/u,
    );
  });
});
