import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endOrphans, marker, sharedMemoryOf } from "./leftovers.mjs";

const limitMs = 900_000;
const script = join(import.meta.dirname, "library-process.mjs");

/** What is shown of a process that went wrong. */
const tailLength = 1_500;

function readSteps(report) {
  if (!existsSync(report)) return [];
  const lines = readFileSync(report, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/**
 * Runs a library's cases in a Node process with a temporary folder of its own, in which it may leave what it `keeps`.
 *
 * @returns the process' steps, and as the last of them how it ended and what it left behind
 */
export async function runProcess(plan, caches, keeps = []) {
  const run = randomUUID();
  const folder = mkdtempSync(join(tmpdir(), "stemma-compatibility-"));
  const temporary = join(folder, "tmp");
  const report = join(folder, "steps.jsonl");
  mkdirSync(temporary);
  const child = spawn(process.execPath, [script, JSON.stringify({ ...plan, report })], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitMs,
    killSignal: "SIGKILL",
    env: {
      ...process.env,
      [marker]: run,
      TMPDIR: temporary,
      XDG_CACHE_HOME: caches,
      MPLCONFIGDIR: join(caches, "matplotlib"),
      TF_CPP_MIN_LOG_LEVEL: "3",
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-tailLength);
    });
  }
  // Not "close": orphans can hold the pipes for as long as they live.
  const [code, signal] = await once(child, "exit");
  const orphans = await endOrphans(run);
  const left = [...readdirSync(temporary), ...sharedMemoryOf(child.pid)].filter(
    (name) => !keeps.includes(name),
  );
  const steps = readSteps(report);
  const faults = [
    code === 0 ? "" : `ended with ${signal ?? `code ${code}`}`,
    orphans.length === 0 ? "" : `left processes: ${orphans.join("; ")}`,
    left.length === 0 ? "" : `left ${left.join(", ")}`,
    steps.at(-1)?.step === "close" ? "" : "did not come to its end",
  ].filter((fault) => fault !== "");
  rmSync(folder, { recursive: true, force: true });
  const isOk = faults.length === 0;
  return [...steps, { step: "end", isOk, text: faults.join("; "), ...(isOk ? {} : { output }) }];
}
