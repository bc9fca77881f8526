import { sourceHash } from "@stemma/code-graph";

/**
 * The path and hash of a file's node; `undefined` for a folder. What a folder quotes of its README changes with that file, which has a
 * node of its own; records of earlier versions, whose READMEs had none, know it by a name that ends with `/`.
 */
export function documentedHash({
  kind,
  path,
  hash,
}: {
  readonly kind: string;
  readonly path: string;
  readonly hash: string;
}): readonly [string, string] | undefined {
  return kind === "FOLDER" ? undefined : [path, hash];
}

/** Whether a name is that of a folder's README in a record of an earlier version. */
export function isOfEarlierReadme(name: string): boolean {
  return name.endsWith("/");
}

/** What is to be compared with {@link documentedHash}; empty for what says nothing. Never throws. */
export function hashOfFile(root: string, path: string): string {
  return sourceHash(`${root}/${path}`) ?? "";
}
