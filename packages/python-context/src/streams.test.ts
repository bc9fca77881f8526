import { describe, expect, it } from "@jest/globals";
import { runCalls } from "./test-python.fixture.js";

const call = (name: string, ...args: readonly unknown[]) => ({
  module: "streams",
  name,
  args,
  timeoutMs: 20_000,
});
const everything = `${"x".repeat(99)}\n`.repeat(3_000);

/** A reader that takes little at a time, so that what leads to it is full at once. */
const slowly = "dd bs=512 2>/dev/null";
const shells = {
  stdout: `"$@" | ${slowly}`,
  stderr: `"$@" 2>&1 >/dev/null | ${slowly}`,
} as const;

const ways = ["print_at_once", "print_lines", "log", "write_bytes", "os_write", "child", "system", "fork"];
const names = ["stdout", "stderr"] as const;
const cells = ways.flatMap((way) => names.map((name) => [way, name] as const));

describe("output that JavaScript has made non-blocking loses nothing", () => {
  it.each(cells)("%s to %s, a pipe that is read slowly", async (way, name) => {
    const ending = await runCalls([call(way, name)], { touched: [name], shell: shells[name] });
    expect(ending.results).toEqual([
      way === "os_write" ? everything.length : /child|system|fork/.test(way) ? 0 : null,
    ]);
    expect(ending.stdout === everything).toBe(true);
  });

  it.each(cells)("%s to %s, a socket", async (way, name) => {
    const ending = await runCalls([call(way, name)], { touched: [name] });
    expect(ending.results).not.toContainEqual(expect.objectContaining({ failed: "python" }));
    expect(ending[name] === everything).toBe(true);
  });

  it.each(["print_at_once", "print_lines", "write_bytes"])("%s without buffers", async (way) => {
    const options = {
      touched: ["stdout"],
      shell: shells.stdout,
      variables: { PYTHONUNBUFFERED: "1" },
    } as const;
    const ending = await runCalls([call(way, "stdout")], options);
    expect(ending.stdout === everything).toBe(true);
  });
});

describe("input that JavaScript has touched", () => {
  it.each([
    ["ask", "from JavaScript"],
    ["read_line", "from JavaScript\n"],
    ["os_read", "from JavaScript\n"],
    ["child_reads", "from JavaScript\n"],
  ])("is waited for by %s, from a socket and from a pipe", async (way, expected) => {
    const input = "from JavaScript\n";
    const options = { touched: ["stdin"], input, inputAfter: "ready" } as const;
    const socket = await runCalls([call(way)], options);
    const pipe = await runCalls([call(way)], { ...options, shell: `cat | "$@"` });
    expect([socket.results, pipe.results]).toEqual([[expected], [expected]]);
  });
});
