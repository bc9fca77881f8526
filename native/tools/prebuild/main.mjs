// Compiles the addon for the platforms of platforms.json into prebuilds/<platform>/, from whatever machine, and looks at
// what each binary asks of its machine.
//
//   node tools/prebuild/main.mjs                      all
//   node tools/prebuild/main.mjs linux-x64-gnu ...    these
//   node tools/prebuild/main.mjs --here               this machine's
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { requireTools } from "../require-tools.mjs";
import { faultsOf } from "./allowed-needs.mjs";
import { platformHere, readPlatforms } from "./platforms.mjs";
import { installZig, writeTools } from "./zig.mjs";

const root = resolve(import.meta.dirname, "..", "..");
const require = createRequire(join(root, "package.json"));

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`, { cause: error });
}

function compile({ name, os, cpu, target }) {
  const startedAt = Date.now();
  const build = join(root, "build", "prebuild", name);
  const { compiler, archiver, indexer } = writeTools(build, target);
  const headers = [
    join(dirname(require.resolve("node-api-headers/package.json")), "include"),
    dirname(require.resolve("node-addon-api/package.json")),
  ];
  const variables = {
    CMAKE_SYSTEM_NAME: os === "darwin" ? "Darwin" : "Linux",
    CMAKE_SYSTEM_PROCESSOR: cpu === "x64" ? "x86_64" : "aarch64",
    CMAKE_CXX_COMPILER: compiler,
    CMAKE_AR: archiver,
    CMAKE_RANLIB: indexer,
    CMAKE_BUILD_TYPE: "Release",
    // Also for what CMake tries out: zig compiles its C++ library once for each level, which takes a minute.
    CMAKE_CXX_FLAGS: "-O3",
    // Symbols of Node are there when it loads the addon; without those of debugging.
    CMAKE_MODULE_LINKER_FLAGS: os === "darwin" ? "-undefined dynamic_lookup -s" : "-s",
    ...(os === "darwin" ? { CMAKE_PROJECT_INCLUDE: join(import.meta.dirname, "darwin.cmake") } : {}),
    CMAKE_JS_VERSION: "none",
    CMAKE_JS_INC: headers.join(";"),
  };
  const defined = Object.entries(variables).map(([key, value]) => `-D${key}=${value}`);
  run("cmake", ["-S", root, "-B", build, "-G", "Ninja", "-Wno-dev", "--log-level=WARNING", ...defined]);
  run("cmake", ["--build", build, "--target", "stemma", "--parallel", String(availableParallelism())]);
  const file = join(root, "prebuilds", name, "stemma.node");
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(join(build, "stemma.node"), file);
  const kilobytes = Math.round(statSync(file).size / 1000);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`native: prebuilds/${name}/stemma.node, ${kilobytes} kB, in ${seconds} s`);
  return file;
}

const given = process.argv.slice(2);
const platforms = readPlatforms();
const chosen = given.includes("--here") ? [platformHere()] : given.length > 0 ? given : undefined;
requireTools([
  { command: "cmake", purpose: "configures the build", debianPackage: "cmake" },
  { command: "ninja", purpose: "runs the build", debianPackage: "ninja-build" },
]);
installZig();
for (const name of chosen ?? platforms.map((platform) => platform.name)) {
  const platform = platforms.find((one) => one.name === name);
  if (platform === undefined) throw new Error(`native/platforms.json has no ${name}`);
  const faults = faultsOf(platform, readFileSync(compile(platform)));
  for (const fault of faults) console.error(`native: ${name} ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
