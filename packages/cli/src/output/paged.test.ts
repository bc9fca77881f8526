import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createColors } from "picocolors";
import type { Terminal } from "../terminal.js";
import { paged } from "./paged.js";
import type { TextSink } from "./text-writer.js";

function fakeTerminal(isTTY: boolean, direct: string[]): Terminal {
  const writerTo = (sink: TextSink) => ({ write: (text: string) => void sink.write(text), isTTY: true });
  const stdout = { write: (text: string) => void direct.push(text), isTTY };
  return {
    stdout,
    stderr: stdout,
    data: process.stdout,
    moving: process.stderr,
    colors: createColors(false),
    link: (text) => text,
    writerTo,
  };
}

describe("output that is paged", () => {
  it("goes through $PAGER on a terminal, and waits for it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "stemma-pager-"));
    const file = join(folder, "seen");
    const direct: string[] = [];
    const environment = { PATH: process.env["PATH"], PAGER: `tr a-z A-Z > '${file}'` };
    await paged(fakeTerminal(true, direct), environment, ({ stdout }) => stdout.write("hello\n"));
    expect(await readFile(file, "utf8")).toBe("HELLO\n");
    expect(direct).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it.each<[string, boolean, NodeJS.ProcessEnv]>([
    ["elsewhere than on a terminal", false, { PAGER: "false" }],
    ["with cat", true, { PAGER: "cat" }],
    ["with none", true, { PAGER: "" }],
    ["where git has none, whatever others have", true, { GIT_PAGER: "cat", PAGER: "false" }],
    ["where there is no less", true, { PATH: "/nowhere" }],
  ])("goes straight there %s", async (_, isTTY, environment) => {
    const direct: string[] = [];
    await paged(fakeTerminal(isTTY, direct), environment, ({ stdout }) => stdout.write("hello\n"));
    expect(direct).toEqual(["hello\n"]);
  });

  it("ends with the pager that is left early, or is not there", async () => {
    const environment = { PATH: process.env["PATH"], PAGER: "true" };
    const write = ({ stdout }: Terminal): void => stdout.write("x".repeat(1_000_000));
    await expect(paged(fakeTerminal(true, []), environment, write)).resolves.toBeUndefined();
  });
});
