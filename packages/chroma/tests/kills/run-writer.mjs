import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const writer = fileURLToPath(new URL("writer.py", import.meta.url));
const lookMs = 1;

/**
 * Lets a process write and kills it: some time after it began, or `aimed`, that time after Chroma began to write an index.
 * Resolves with the steps that it began and those that it saw done.
 */
export async function runWriter({ python, pythonPath, directory, planFile, afterMs, isAimed }) {
  const child = spawn(python, [writer, pythonPath, directory, planFile], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const seen = { begun: 0, done: 0, isKilled: false };
  let timer;
  const kill = () => {
    seen.isKilled = child.kill("SIGKILL");
  };
  const killLater = () => {
    timer = setTimeout(kill, afterMs);
  };
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "open") {
      if (isAimed) timer = watch(directory, killLater);
      else killLater();
    }
    if (line.startsWith("begin")) seen.begun += 1;
    if (line.startsWith("done")) seen.done += 1;
  }
  clearTimeout(timer);
  clearInterval(timer);
  await ended;
  return seen;
}

/** Calls once when the header of any index changes: it is written first. */
function watch(directory, onChange) {
  const before = headers(directory);
  const timer = setInterval(() => {
    const now = headers(directory);
    if (now === before) return;
    clearInterval(timer);
    onChange();
  }, lookMs);
  return timer;
}

function headers(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => statSync(join(directory, name, "header.bin"), { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .join();
}
