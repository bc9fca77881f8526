// Checks that commands are installed, and says which package brings a missing one.
import { spawnSync } from "node:child_process";

function isInstalled(command) {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** Ends the process with advice when a tool is missing; `command` may be a list, of which one suffices. */
export function requireTools(tools) {
  const missing = tools.filter((tool) => ![tool.command].flat().some(isInstalled));
  for (const { command, purpose, debianPackage } of missing) {
    console.error(
      `native: ${[command].flat().join(" or ")} is missing (${purpose}). ` +
        `On Debian and Ubuntu: apt-get install ${debianPackage}`,
    );
  }
  if (missing.length > 0) process.exit(1);
}
