import { execFile } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { testScript } from "./test-python.fixture.js";

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const hangLimitMs = 20_000;

/** Runs the script in a process of its own; a hang is killed and shows as SIGKILL. */
function endProcess(how: string, when: string): Promise<Ending> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [testScript("end.mjs"), how, when],
      { timeout: hangLimitMs, killSignal: "SIGKILL" },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, signal: child.signalCode, stdout, stderr });
      },
    );
  });
}

describe("the process ends at any moment, with the right code and without a hang", () => {
  it.each(["starting", "idle", "busy", "deaf", "abandoned", "wedged", "sharing"])(
    "process.exit(7) while %s",
    async (when) => {
      expect(await endProcess("exit", when)).toMatchObject({ code: 7, signal: null });
    },
  );

  it.each(["busy", "wedged"])("an uncaught exception while %s", async (when) => {
    const ending = await endProcess("throw", when);
    expect(ending).toMatchObject({ code: 1, signal: null });
    expect(ending.stderr).toContain("uncaught on purpose");
  });

  it.each(["starting", "busy", "wedged"])("SIGTERM while %s", async (when) => {
    expect(await endProcess("sigterm", when)).toMatchObject({ code: null, signal: "SIGTERM" });
  });

  it("SIGINT stays Node's", async () => {
    expect(await endProcess("sigint", "busy")).toMatchObject({ code: null, signal: "SIGINT" });
  });

  it.each(["idle", "abandoned"])("the end of the script while %s", async (when) => {
    expect(await endProcess("return", when)).toMatchObject({ code: 0, signal: null });
  });

  it("what Python printed is not lost", async () => {
    expect((await endProcess("exit", "printed")).stdout).toBe("from Python\n");
  });
});
