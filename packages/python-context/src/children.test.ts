import { describe, expect, it } from "@jest/globals";
import { runCalls, runScript } from "./test-python.fixture.js";

const call = (name: string, ...args: readonly unknown[]) => ({
  module: "children",
  name,
  args,
  timeoutMs: 20_000,
});

describe("child processes of Python have its stdin, stdout and stderr", () => {
  it.each([
    ["run_echo", "from run\n"],
    ["system_echo", "from system\n"],
    ["spawn_echo", "from spawn\n"],
    ["print_in_process", "from a process\n"],
    ["cat", "from JavaScript"],
  ])("%s", async (name, stdout) => {
    const ending = await runCalls([call(name)], { input: "from JavaScript" });
    expect(ending).toMatchObject({ code: 0, results: [0], stdout, stderr: "" });
  });

  it("complain", async () => {
    expect(await runCalls([call("complain")])).toMatchObject({ code: 0, results: [0], stderr: "from sh\n" });
  });
});

describe("a child that a call has forked ends where the call ends, with Python's code", () => {
  const endings = [
    ["return", 0, ""],
    ["raise", 1, "ValueError: raised in the child\n"],
    ["exit", 5, ""],
    ["exit with text", 1, "why it ends\n"],
  ] as const;

  it.each(
    endings.flatMap((ending) =>
      ["fork", "fork_in_coroutine", "fork_in_thread"].map((name) => [name, ...ending] as const),
    ),
  )("%s: %s", async (name, way, ofCall, stderr) => {
    // The end of a thread says nothing of the process.
    const isThread = name === "fork_in_thread";
    const code = isThread ? 0 : ofCall;
    const said = isThread && way !== "raise" ? "" : stderr;
    const ending = await runCalls([call(name, way), call("fork", "return")]);
    expect(ending).toMatchObject({ code: 0, results: [code, 0], stderr: expect.stringContaining(said) });
    expect(ending.stderr.includes("Traceback")).toBe(way === "raise");
    const goodbye = "goodbye from the child\n";
    const first = isThread ? "" : goodbye;
    expect(ending.stdout).toBe(`hello from the child\n${first}hello from the child\n${goodbye}`);
  });

  it("and has no JavaScript", async () => {
    const ending = await runScript("fork.mjs");
    expect(ending).toMatchObject({ code: 0, stdout: expect.stringContaining('{"ok":true,"value":1}') });
    expect(ending.stderr).toContain("JavaScriptError: a process that Python has forked has no JavaScript");
  });
});
