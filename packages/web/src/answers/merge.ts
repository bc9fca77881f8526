import { hasErrorCode } from "@stemma/core";
import type { MergePreview } from "@stemma/pipeline";
import type { MergeAnswer, MergePreviewAnswer } from "../api/merge.js";
import type { Answering } from "./question.js";
import { toldFiles } from "./told-change.js";
import { toldConflict } from "./told-conflict.js";
import { toldStanding } from "./told-standing.js";

/** Conflicts that are told at once: decided ones make room for others. */
const MOST_CONFLICTS = 100;

/** What merging a ref would change, or how the merge that waits stands. */
export const merge: Answering<"merge"> = {
  isHeavy: "always",
  async answer({ project, given: { ref }, options }): Promise<MergeAnswer> {
    const versions = await project.openHistory();
    const { branch } = await versions.position();
    const waiting = await project.previewMerge(undefined, options).catch((error: unknown) => {
      if (hasErrorCode(error, "NO_MERGE_IN_PROGRESS")) return null;
      throw error;
    });
    const preview = ref === undefined ? waiting : await project.previewMerge(ref, options);
    const own = await versions.listBranches(options);
    const remote = await versions.listRemoteBranches(options);
    const names = [...own.map(({ name }) => name), ...remote.map((each) => `${each.remote}/${each.name}`)];
    return {
      view: "merge",
      branch,
      branches: names.filter((name) => name !== branch),
      waiting: waiting?.name ?? null,
      preview: preview === null ? null : toldPreview(preview),
      standing: toldStanding(await project.standing()),
    };
  },
};

function toldPreview(preview: MergePreview): MergePreviewAnswer {
  const { name, isWaiting, outcome, base, ours, theirs, changes, conflicts, renamed, stale } = preview;
  return {
    name,
    isWaiting,
    outcome,
    base,
    ours,
    theirs,
    ...toldFiles(changes),
    conflicts: conflicts.slice(0, MOST_CONFLICTS).map(toldConflict),
    leftConflicts: Math.max(0, conflicts.length - MOST_CONFLICTS),
    renamed: renamed.map(({ from, to }) => ({ from, to })),
    stale,
  };
}
