import { InvalidArgumentError } from "@stemma/core";
import { runGit } from "./run-git.js";
import { withoutOwnFilters } from "./without-own-filters.js";

/**
 * Paths below `root`, relative to it, of the files that differ from a branch, tag or commit of git as they are now, with those that git
 * does not know yet.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what git does not know, or where the tree is in no repository
 */
export async function filesChangedSince(root: string, ref: string): Promise<ReadonlySet<string>> {
  const named = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const commit = (await runGit({ directory: root, args: named, absent: [1, 128] }))?.toString("utf8").trim();
  if (commit === undefined || commit === "")
    throw new InvalidArgumentError(`git knows no "${ref}" in ${root}`, {
      advice: "Give a branch, a tag or a commit of the tree's own repository.",
    });
  const settings = await withoutOwnFilters(root);
  // A moved file is one that is gone and one that is new: both its paths count.
  const differing = [
    "diff",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "--relative",
    "-z",
    commit,
    "--",
  ];
  const unknown = ["ls-files", "--others", "--exclude-standard", "-z"];
  const said = await Promise.all(
    [differing, unknown].map((args) => runGit({ directory: root, args, settings })),
  );
  return new Set(said.flatMap((paths) => (paths?.toString("utf8") ?? "").split("\0")).filter(Boolean));
}
