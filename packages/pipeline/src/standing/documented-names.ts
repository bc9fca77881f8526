import { readmeHash, readmeRank, sourceHash } from "@stemma/code-graph";
import { SECRET_MASK } from "../secrets/secret-mask.js";

/** SHA-256 of nothing: what a folder's node has that quotes no README. */
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** By which name the hash is known that documentation has of a file: a README's is its folder's. */
export function documentedName(path: string): string {
  const start = path.lastIndexOf("/") + 1;
  if (readmeRank(path.slice(start)) === -1) return path;
  return start === 0 ? "./" : path.slice(0, start);
}

/** The name and hash of a node; `undefined` for a folder that quotes nothing. */
export function documentedHash({
  kind,
  path,
  hash,
}: {
  readonly kind: string;
  readonly path: string;
  readonly hash: string;
}): readonly [string, string] | undefined {
  if (kind !== "FOLDER") return [path, hash];
  return hash === NOTHING ? undefined : [`${path}/`, hash];
}

/** The file that a name stands for; of a README that is gone nobody knows which it was. */
export function fileOfName(name: string): string {
  if (!name.endsWith("/")) return name;
  return name === "./" ? "README" : `${name}README`;
}

/** What is to be compared with {@link documentedHash}; empty for what says nothing. Never throws. */
export function hashOfFile(root: string, path: string): string {
  const place = `${root}/${path}`;
  if (documentedName(path) === path) return sourceHash(place) ?? "";
  return readmeHash(place, (text) => SECRET_MASK.mask(text)) ?? "";
}
