// Compiles the fuzz target with sanitizers into a folder of its own and runs it, by default for a minute; arguments are
// passed on (--seconds N, --seed N, or the file of a crash).
import { spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonLibrary } from "./python-library.mjs";
import { requireTools } from "./require-tools.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "build", "fuzz");

requireTools([
  { command: "cmake", purpose: "configures the build", debianPackage: "cmake" },
  { command: process.env.CXX ?? "c++", purpose: "compiles C++20", debianPackage: "g++" },
]);
const python = pythonLibrary();
if (python === undefined) {
  console.error("native: no Python with a shared library here (on Debian: apt-get install libpython3-dev)");
  process.exit(1);
}

function run(command, parameters, options = {}) {
  const { status, signal } = spawnSync(command, parameters, { cwd: root, stdio: "inherit", ...options });
  if (status === 0) return;
  console.error(`native: ${command} ended with ${signal ?? status}`);
  process.exit(status ?? 1);
}

const settings = ["-DSTEMMA_FUZZ=ON", "-DSTEMMA_SANITIZE=ON", "-DCMAKE_BUILD_TYPE=RelWithDebInfo"];
run("cmake", ["-S", ".", "-B", folder, "--log-level=NOTICE", ...settings]);
run("cmake", ["--build", folder, "--parallel", "2", "--target", "fuzz_decode"]);
const given = process.argv.slice(2);
run(
  "setarch",
  ["-R", join(folder, "fuzz", "fuzz_decode"), ...(given.length > 0 ? given : ["--seconds", "60"])],
  {
    cwd: folder,
    env: {
      ...process.env,
      STEMMA_FUZZ_LIBRARY: python.library,
      STEMMA_FUZZ_PROGRAM: python.program,
      PYTHONMALLOC: "malloc",
      ASAN_OPTIONS:
        "detect_leaks=0:abort_on_error=1:handle_segv=0:handle_abort=0:max_allocation_size_mb=64:allocator_may_return_null=0",
      UBSAN_OPTIONS: "print_stacktrace=1:halt_on_error=1:abort_on_error=1",
    },
  },
);
