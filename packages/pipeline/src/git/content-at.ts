import { runGit } from "./run-git.js";

/** A file of the tree at `root` as a branch, tag or commit of git has it, without filters; `undefined` where it has none there. */
export async function contentAt(root: string, ref: string, path: string): Promise<Buffer | undefined> {
  return runGit({ directory: root, args: ["cat-file", "blob", `${ref}:./${path}`], absent: [128] });
}
