import { describe, expect, it } from "@jest/globals";
import { createColors } from "picocolors";
import { createProgram } from "./program.js";
import type { Terminal } from "./terminal.js";
import { runStemma } from "./testing/run-stemma.fixture.js";

const stream = { write: () => undefined, isTTY: false };
const terminal = { stdout: stream, stderr: stream, colors: createColors(false) } as unknown as Terminal;

async function commandsFor(...args: string[]): Promise<string[]> {
  const options = {
    terminal,
    version: "1",
    signal: new AbortController().signal,
    onExitCode: () => undefined,
  };
  return (await createProgram(args, options)).commands.map((command) => command.name());
}

describe("the commands that are loaded", () => {
  it.each([
    [["search", "document"], ["search"]],
    [["-C", "search", "--json", "show", "search"], ["show"]],
    [["--state-dir=x", "gc", "--help"], ["gc"]],
    [["--version"], []],
    [["-V"], []],
  ])("for %j are %j", async (args, expected) => {
    expect(await commandsFor(...args)).toEqual(expected);
  });

  it.each([
    [["-C", "search", "log"], "log"],
    [["--help"], "collection"],
    [["serch"], "search"],
    [["constructor"], "search"],
    [[], "document"],
    [["help", "switch"], "switch"],
  ])("for %j are all, with %s", async (args, name) => {
    const names = await commandsFor(...args);
    expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(30);
  });
});

describe("the command alone", () => {
  it("lists the commands in groups, says how to begin, and keeps to 80 columns", async () => {
    const { code, stdout, stderr } = await runStemma([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const line of ["Documentation:", "History:", "Setting up:"])
      expect(stderr.split("\n")).toContain(line);
    expect(stderr).toContain("To begin: stemma setup");
    expect(stderr.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
