import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const here = import.meta.dirname;
const root = resolve(here, "..", "..");
const folder = join(root, "build", "zig");
const zig = join(folder, "ziglang", "zig");
/** What it keeps, its compiled C++ library above all, stays in the checkout. */
const caches = `export ZIG_GLOBAL_CACHE_DIR="${join(folder, "cache")}" ZIG_LOCAL_CACHE_DIR="${join(folder, "cache")}"`;

/** The cross compiler, fetched once from its pinned and hashed package. */
export function installZig() {
  if (existsSync(zig)) return;
  console.log("native: fetching the cross compiler (ziglang, 90 MB)");
  const python = resolve(root, "..", ".venv", "bin", "python");
  const requirements = ["--require-hashes", "-r", join(here, "requirements.txt")];
  const args = ["-m", "uv", "pip", "install", "--quiet", "--python", python, "--target", folder];
  const { status, error } = spawnSync(python, [...args, ...requirements], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("ziglang could not be installed into native/build/zig", { cause: error });
}

/**
 * One command a tool, since CMake takes no "zig ar" for a tool's name.
 *
 * @returns {{ compiler: string, archiver: string, indexer: string }}
 */
export function writeTools(build, target) {
  mkdirSync(build, { recursive: true });
  const tool = (name, command) => {
    const file = join(build, name);
    writeFileSync(file, `#!/bin/sh\n${caches}\nexec "${zig}" ${command} "$@"\n`);
    chmodSync(file, 0o755);
    return file;
  };
  return {
    compiler: tool("zig-c++", `c++ -target ${target}`),
    archiver: tool("zig-ar", "ar"),
    indexer: tool("zig-ranlib", "ranlib"),
  };
}
