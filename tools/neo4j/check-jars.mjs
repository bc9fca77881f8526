import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What of a folder of jars is not as `checksums.txt` says: another content, one too many, or one that is missing. Maven compares
 * with sums that come from where the jars come from; these were kept when the version was chosen.
 *
 * @param {string} folder
 * @param {string} list the text of `checksums.txt`: a SHA-256 and a name a line
 * @returns {string[]} one line each; none when all is right
 */
export function differencesOfJars(folder, list) {
  const lines = list.split("\n").filter((line) => line.trim() !== "");
  const expected = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const found = new Set(readdirSync(folder));
  const differences = [...expected.keys()]
    .filter((name) => !found.has(name))
    .map((name) => `${name} is missing`);
  for (const name of found) {
    const sum = createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex");
    if (!expected.has(name)) differences.push(`${name} is not in the list`);
    else if (expected.get(name) !== sum) differences.push(`${name} is another one than in the list: ${sum}`);
  }
  return differences.sort();
}
