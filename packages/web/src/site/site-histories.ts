import type { CallOptions } from "@stemma/core";
import { StemmaError } from "@stemma/core";
import { type StemmaProject, visibleValue } from "@stemma/pipeline";
import { toldChange } from "../answers/told-change.js";
import { toldCommit } from "../answers/told-commit.js";
import type { SymbolHistoryAnswer } from "../api/history.js";

/** Of one place: its newest. */
const MOST_REVISIONS = 20;

/** When each place of an export changed; of a tree without a history nothing. */
export async function siteHistories(
  project: Pick<StemmaProject, "symbolHistories" | "gitCommits">,
  { at, ...options }: CallOptions & { readonly at?: string | undefined },
): Promise<(id: string) => SymbolHistoryAnswer["revisions"]> {
  const histories = await project
    .symbolHistories({ ...options, ref: at, most: MOST_REVISIONS })
    .catch((error: unknown) => {
      if (StemmaError.isInstance(error) && error.code === "HISTORY_MISSING") return undefined;
      throw error;
    });
  const commits = [...(histories?.values() ?? [])].flatMap((revisions) =>
    revisions.map(({ commit }) => commit),
  );
  const unique = [...new Map(commits.map((commit) => [commit.hash, commit])).values()];
  const git = await project.gitCommits(unique);
  return (id) =>
    visibleValue(
      (histories?.get(id) ?? []).map(({ commit, change }) => ({
        commit: toldCommit(commit, git),
        change: toldChange(change),
      })),
    );
}
