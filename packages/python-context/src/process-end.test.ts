import { describe, expect, it } from "@jest/globals";
import { type Ending, runScript } from "./test-python.fixture.js";

const endProcess = (how: string, when: string): Promise<Ending> => runScript("end.mjs", [how, when]);

describe("the process ends at any moment, with the right code and without a hang", () => {
  it.each([
    "starting",
    "idle",
    "busy",
    "deaf",
    "abandoned",
    "abandoned in a library that waits",
    "wedged",
    "sharing",
  ])("process.exit(7) while %s", async (when) => {
    expect(await endProcess("exit", when)).toMatchObject({ code: 7, signal: null, stderr: "" });
  });

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

  it.each(["idle", "abandoned", "abandoned in a library that waits"])(
    "the end of the script while %s",
    async (when) => {
      expect(await endProcess("return", when)).toMatchObject({ code: 0, signal: null });
    },
  );

  it("what Python printed is not lost", async () => {
    expect((await endProcess("exit", "printed")).stdout).toBe("from Python\n");
  });
});
