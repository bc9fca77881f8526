// Compiles the addon with AddressSanitizer and UndefinedBehaviorSanitizer into a folder of its own, and runs the tests
// of python-context that stay in one process with it. Arguments are passed to jest.
import { execFileSync, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { requireTools } from "./require-tools.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const tests = resolve(root, "../packages/python-context");
const folder = join(root, "build", "sanitize");
const require = createRequire(import.meta.url);
const cmakeJs = join(dirname(require.resolve("cmake-js/package.json")), "bin", "cmake-js");
const jest = join(dirname(require.resolve("jest/package.json")), "bin", "jest.js");
const suites = [
  "python-context",
  "exceptions",
  "values",
  "flows",
  "cancellation",
  "deadlines",
  "imports",
  "limits",
];

requireTools([
  { command: "setarch", purpose: "runs without address randomization", debianPackage: "util-linux" },
  { command: "g++", purpose: "brings the sanitizers", debianPackage: "g++" },
]);

function run(command, parameters, options = {}) {
  const { status, signal } = spawnSync(command, parameters, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) {
    console.error(`native: ${command} ended with ${signal ?? status}`);
    process.exit(status ?? 1);
  }
}

for (const step of ["configure", "build"]) {
  run(process.execPath, [cmakeJs, step, "--log-level", "warn", "-O", folder, "--CDSTEMMA_SANITIZE=ON"]);
}

const runtime = (name) => execFileSync("g++", [`-print-file-name=${name}`], { encoding: "utf8" }).trim();
// Never exported to a shell: everything that the shell starts would load the runtime, too.
const env = {
  ...process.env,
  STEMMA_ADDON: join(folder, "Release", "stemma.node"),
  ASAN_OPTIONS: "detect_leaks=0:abort_on_error=1:handle_segv=0:allocator_may_return_null=1",
  UBSAN_OPTIONS: "print_stacktrace=1:halt_on_error=1",
  PYTHONMALLOC: "malloc",
};
const preload = `LD_PRELOAD=${runtime("libasan.so")}:${runtime("libstdc++.so.6")}`;
const selected = process.argv.length > 2 ? process.argv.slice(2) : suites.map((suite) => `src/${suite}.test`);
run("setarch", ["-R", "env", preload, process.execPath, jest, "--runInBand", ...selected], {
  cwd: tests,
  env,
});
