import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** The variable that marks a run's process and all that descend from it, however they were started. */
export const marker = "STEMMA_COMPATIBILITY_RUN";

const graceMs = 15_000;
const pollMs = 100;

/** What is shown of a command; those of resource trackers are whole programs. */
const shownLength = 120;

function readOrEmpty(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function marked(run) {
  const isOfRun = (pid) => readOrEmpty(`/proc/${pid}/environ`).split("\0").includes(`${marker}=${run}`);
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isOfRun(name));
}

function commandOf(pid) {
  return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim().slice(0, shownLength);
}

/** The commands of a run's processes that are still there some seconds after it; they are ended. */
export async function endOrphans(run) {
  const deadline = Date.now() + graceMs;
  while (marked(run).length > 0 && Date.now() < deadline) await setTimeout(pollMs);
  const orphans = marked(run);
  const commands = orphans.map(commandOf);
  for (const pid of orphans) process.kill(Number(pid), "SIGKILL");
  return commands;
}

/** Shared memory that names the process as its maker, as that of joblib and torch does. */
export function sharedMemoryOf(pid) {
  return readdirSync("/dev/shm").filter((name) => name.split(/\D+/).includes(String(pid)));
}
