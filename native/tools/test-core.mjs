// Builds and runs the GoogleTest suite of the parts that need neither Node nor Python, and the short form of fuzzing.
import { spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonIncludes } from "./python-includes.mjs";
import { pythonLibrary } from "./python-library.mjs";
import { requireTools } from "./require-tools.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "build", "core");

requireTools([
  { command: "cmake", purpose: "configures the build", debianPackage: "cmake" },
  { command: process.env.CXX ?? "c++", purpose: "compiles C++20", debianPackage: "g++" },
]);

function run(command, parameters) {
  const { status } = spawnSync(command, parameters, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const python = pythonLibrary();
run("cmake", [
  "-S",
  ".",
  "-B",
  folder,
  "-DSTEMMA_TESTS=ON",
  `-DSTEMMA_PYTHON_INCLUDES=${pythonIncludes().join(";")}`,
  `-DSTEMMA_PYTHON_LIBRARY=${python?.library ?? ""}`,
  `-DSTEMMA_PYTHON_PROGRAM=${python?.program ?? ""}`,
  "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
  "--log-level=NOTICE",
]);
run("cmake", ["--build", folder, "--parallel", "2"]);
run("ctest", ["--test-dir", folder, "--output-on-failure"]);
