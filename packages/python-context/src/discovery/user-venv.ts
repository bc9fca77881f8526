import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const packageFile = new URL("../../package.json", import.meta.url);

/** Where programs keep a user's data, by the system's own convention. */
function dataFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment["XDG_DATA_HOME"];
  if (named !== undefined && named !== "") return named;
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support");
  if (process.platform === "win32") return environment["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local");
  return join(homedir(), ".local", "share");
}

/**
 * The environment that `setUpPython` makes where none is named: the user's, one for each version of the packages, since each
 * has its own list of what it needs. It need not be there. `undefined` in a bundle, which has left its package.json behind.
 */
export function userVenv(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  if (!existsSync(packageFile)) return undefined;
  const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };
  return join(dataFolder(environment), "stemma", `python-${version}`);
}
