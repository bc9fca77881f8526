import type { Stats } from "node:fs";

/**
 * Whether a file or folder belongs to the user of this process. With `sudo` also what belongs to the one who called it, as
 * git has it. (Windows has no such numbers: there it is taken for the user's.)
 */
export function isOwnedByUser(
  { uid }: Pick<Stats, "uid">,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const own = process.geteuid?.();
  if (own === undefined || uid === own) return true;
  return own === 0 && environment["SUDO_UID"] === String(uid);
}
