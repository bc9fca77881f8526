import { describe, expect, it } from "@jest/globals";
import { runCalls } from "./test-python.fixture.js";

const call = (name: string) => ({ module: "children", name });

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
