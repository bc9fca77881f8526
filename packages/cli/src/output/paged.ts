import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Terminal } from "../terminal.js";

/** Variables that name the pager, the first one that is set; empty or `cat`: none. */
const PAGERS = ["STEMMA_PAGER", "GIT_PAGER", "PAGER"];

/**
 * Runs `work` with what it writes to a terminal led through the user's pager, as git does: `$PAGER`, or `less` with what fits on
 * one screen left there. Where stdout is no terminal, nothing is paged.
 */
export async function paged<T>(
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
  work: (terminal: Terminal) => T | Promise<T>,
): Promise<T> {
  const named = PAGERS.map((name) => environment[name]).find((value) => value !== undefined);
  const pager = named ?? (isOnPath("less", environment) ? "less" : "");
  if (!terminal.stdout.isTTY || pager === "" || pager === "cat") return work(terminal);
  const env = { LESS: "FRX", LV: "-c", ...environment };
  const child = spawn(pager, { shell: true, stdio: ["pipe", "inherit", "inherit"], env });
  const exited = once(child, "close").catch(() => undefined);
  // Whoever leaves the pager early has seen all he wanted; one that is not there has said so itself.
  child.stdin.on("error", () => undefined);
  try {
    return await work({ ...terminal, stdout: terminal.writerTo(child.stdin) });
  } finally {
    child.stdin.end();
    await exited;
  }
}

function isOnPath(program: string, { PATH = "" }: NodeJS.ProcessEnv): boolean {
  return PATH.split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, program)));
}
