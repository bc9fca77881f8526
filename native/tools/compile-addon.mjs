// Compiles the addon with cmake-js into build/Release, showing what it does.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { requireTools } from "./require-tools.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const cmakeJs = join(dirname(require.resolve("cmake-js/package.json")), "bin", "cmake-js");

requireTools([
  { command: "cmake", purpose: "configures the build", debianPackage: "cmake" },
  { command: process.env.CXX ?? "c++", purpose: "compiles C++20", debianPackage: "g++" },
  { command: ["ninja", "make"], purpose: "runs the build", debianPackage: "ninja-build" },
]);

// `configure` and `build`, not `compile`: that one repeats every error after a second, full build.
for (const step of ["configure", "build"]) {
  console.log(`native: cmake-js ${step}`);
  const { status } = spawnSync(
    process.execPath,
    [cmakeJs, step, "--log-level", "warn", ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}

const addon = join(root, "build", "Release", "stemma.node");
if (!existsSync(addon)) {
  console.error(`native: the build ended without an error but ${addon} is missing`);
  process.exit(1);
}
console.log("native: build/Release/stemma.node is ready");
