import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const versionOf = (executable) => execFileSync(executable, ["--version"], { encoding: "utf8" }).trim();

/** The Node that runs this, and those of package.json; installed once. */
export function findNodes(folder) {
  const installed = ["node22", "node24", "node26"].map((name) =>
    join(folder, "node_modules", name, "bin", "node"),
  );
  if (!installed.every(existsSync)) {
    const options = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    execFileSync("npm", ["install", ...options], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  }
  return [process.execPath, ...installed].map((executable) => ({
    executable,
    version: versionOf(executable),
  }));
}
