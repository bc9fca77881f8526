import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Two threads and nothing else, compiled here. */
export async function open({ folder }) {
  const require = createRequire(import.meta.url);
  const addon = join(folder, "build", "floor.node");
  if (!existsSync(addon)) {
    mkdirSync(dirname(addon), { recursive: true });
    const headers = require("node-api-headers").include_dir;
    const options = ["-std=c++20", "-O2", "-fPIC", "-shared", "-pthread", `-I${headers}`];
    execFileSync("c++", [...options, join(folder, "floor.cc"), "-o", addon], { stdio: "inherit" });
  }
  const call = require(addon);
  // Keeps the event loop alive while a promise is pending, as an unreferenced function does not.
  const alive = setInterval(() => undefined, 60_000);
  return { call: () => call(), onlyCalls: true, close: () => clearInterval(alive) };
}
