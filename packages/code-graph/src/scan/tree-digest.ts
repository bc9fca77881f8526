import { createHash } from "node:crypto";
import { FACTS_VERSION } from "../facts/facts-store.js";

/**
 * Digest of all that a graph is made from, hexadecimal.
 *
 * @param files - in the order of their paths, with the keys of their facts.
 * @param manifests - what resolvers read besides.
 * @param rootName - name of the scanned folder, where that counts.
 */
export function digestOfTree(
  files: Iterable<{ readonly path: string; readonly key: string }>,
  manifests: ReadonlyMap<string, string>,
  rootName: string,
): string {
  const hash = createHash("sha256").update(String(FACTS_VERSION));
  for (const { path, key } of files) hash.update(JSON.stringify([path, key]));
  const sorted = [...manifests].sort(([a], [b]) => (a < b ? -1 : 1));
  return hash.update(JSON.stringify([rootName, sorted])).digest("hex");
}

/** Digest of files by their content hashes, hexadecimal. */
export function digestOfFiles(hashes: ReadonlyMap<string, string>): string {
  const sorted = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash("sha256");
  for (const entry of sorted) hash.update(JSON.stringify(entry));
  return hash.digest("hex");
}
