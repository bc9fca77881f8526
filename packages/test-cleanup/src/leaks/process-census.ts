import { readdir, readFile } from "node:fs/promises";
import { withoutUndefined } from "@stemma/core";

/** What this process has besides its memory, as far as the system tells: nothing where there is no `/proc`. */
export interface ProcessCensus {
  /** Running child processes: their command by id. */
  readonly children: ReadonlyMap<number, string>;
  /** The system's threads, Node's own included; 0 where that is not known. */
  readonly threads: number;
}

/** Counts child processes and threads of this process. */
export async function takeProcessCensus(): Promise<ProcessCensus> {
  const entries = await readdir("/proc").catch(() => []);
  const ids = entries.filter((entry) => /^\d+$/u.test(entry)).map(Number);
  const processes = await Promise.all(ids.map(async (id) => ({ id, ...(await readStatus(id)) })));
  const children = processes.filter(({ parent, state }) => parent === process.pid && state !== "Z");
  const threads = await readdir("/proc/self/task").catch(() => []);
  return {
    children: new Map(children.map(({ id, command }) => [id, command ?? ""])),
    threads: threads.length,
  };
}

/** `/proc/<id>/stat` is `id (command) state parent …`; the command may itself hold spaces and parentheses. */
async function readStatus(id: number): Promise<{ command?: string; state?: string; parent?: number }> {
  const text = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  if (text === "") return {};
  const [state, parent] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const command = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
  return withoutUndefined({ command, parent: Number(parent), state });
}
