// Tries real Python libraries on python-context, each in a process of its own, and prints a table.
//
//   node tools/compatibility/main.mjs [NAME …]
//
// Makes the environment `.venv` in this folder, unless STEMMA_VENV names one that has the libraries.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { libraries } from "./libraries.mjs";

const here = import.meta.dirname;
const limitMs = 600_000;
const graceMs = 3_000;
const names = process.argv.slice(2);

function environment() {
  if (process.env.STEMMA_VENV !== undefined) return process.env.STEMMA_VENV;
  const venv = join(here, ".venv");
  const run = (command, args) => {
    if (spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] }).status !== 0) process.exit(1);
  };
  if (!existsSync(venv)) run(process.env.STEMMA_PYTHON ?? "python3", ["-m", "venv", venv]);
  run(join(venv, "bin/python"), ["-m", "pip", "install", "-q", "-r", join(here, "requirements.in")]);
  return venv;
}

/** Processes that a group has left. */
function processesOf(group) {
  const left = [];
  for (const id of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(pgrp) === group && state !== "Z") left.push(Number(id));
    } catch {
      // It has ended meanwhile.
    }
  }
  return left;
}

/** Runs one library in a process group of its own, so that what it leaves behind can be found and ended. */
function tryLibrary({ name, module, distribution }, venv) {
  return new Promise((resolve) => {
    const args = [
      join(here, "try-library.mjs"),
      name,
      module,
      ...(distribution === null ? [] : [distribution]),
    ];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, STEMMA_VENV: venv },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, errors] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    const hang = setTimeout(() => process.kill(-child.pid, "SIGKILL"), limitMs);
    child.on("exit", async (code, signal) => {
      clearTimeout(hang);
      // Helpers of multiprocessing end a moment after the process whose pipe they read.
      const end = Date.now() + graceMs;
      while (processesOf(child.pid).length > 0 && Date.now() < end) await sleep(50);
      const orphans = processesOf(child.pid);
      for (const orphan of orphans) process.kill(orphan, "SIGKILL");
      const line = out.split("\n").findLast((candidate) => candidate.startsWith("{"));
      const told =
        line === undefined ? { version: "?", steps: { run: errors.slice(-300) } } : JSON.parse(line);
      const steps = { ...told.steps, exit: code === 0 ? "ok" : `${code ?? signal}` };
      resolve({
        name,
        version: told.version,
        steps: { ...steps, orphans: orphans.length === 0 ? "ok" : `${orphans.length}` },
      });
    });
  });
}

const venv = environment();
const wanted = libraries.filter(({ name }) => names.length === 0 || names.includes(name));
const results = [];
for (const library of wanted) {
  const result = await tryLibrary(library, venv);
  const faults = Object.entries(result.steps).filter(([, outcome]) => outcome !== "ok");
  console.error(
    `${faults.length === 0 ? "ok    " : "FAILED"} ${result.name} ${result.version} ${JSON.stringify(Object.fromEntries(faults))}`,
  );
  results.push({ ...result, faults });
}
console.log("| library | version | |\n| --- | --- | --- |");
for (const { name, version, faults } of results) {
  const outcome =
    faults.length === 0
      ? "ok"
      : faults.map(([step, fault]) => `${step}: ${fault.replaceAll("\n", " ")}`).join("; ");
  console.log(`| ${name} | ${version} | ${outcome} |`);
}
process.exit(results.every(({ faults }) => faults.length === 0) ? 0 : 1);
