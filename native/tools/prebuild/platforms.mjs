import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * A platform for which there is a package with the compiled addon. `os`, `cpu` and `libc` are npm's words, `target` zig's.
 *
 * @typedef {{ name: string, os: string, cpu: string, libc?: "glibc" | "musl", target: string }} Platform
 */

/** @returns {Platform[]} */
export function readPlatforms() {
  const file = join(resolve(import.meta.dirname, "..", ".."), "platforms.json");
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Name of this machine's platform. */
export function platformHere() {
  const { platform, arch } = process;
  if (platform !== "linux") return `${platform}-${arch}`;
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return `${platform}-${arch}-${report.header?.glibcVersionRuntime === undefined ? "musl" : "gnu"}`;
}
