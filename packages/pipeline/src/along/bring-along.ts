import { type CallOptions, hasErrorCode } from "@stemma/core";
import { isKnownDead } from "@stemma/graph-store";
import type { StemmaConfig } from "../config/config-schema.js";
import { StateInUseError } from "../errors/state-in-use-error.js";
import type { StemmaProject } from "../project/stemma-project.js";
import { readRunRecord } from "../runs/run-record.js";
import { asksPaidModel } from "./asks-paid-model.js";

/** What became of an index that was to be brought along unasked. */
export interface BroughtAlong {
  /** `waiting`: texts are due that only somebody who asks for them may have made. */
  readonly outcome: "documented" | "unchanged" | "waiting";
  /** For people. */
  readonly words: string;
}

/** How an index is brought along. */
export interface BringAlongOptions extends CallOptions {
  /** A language model may be asked, though it costs money. */
  readonly allowSpend: boolean;
}

/**
 * Brings the index to the tree and to git's branch, as nobody has asked for at this moment: where documenting may cost money, or
 * another would write than before, only the branch is followed, for which nothing is made.
 *
 * @throws {@link StateInUseError} `STATE_IN_USE` while another process documents the tree
 * @throws as {@link StemmaProject.document} and {@link StemmaProject.followGit}
 */
export async function bringAlong(
  project: StemmaProject,
  { allowSpend, signal }: BringAlongOptions,
): Promise<BroughtAlong> {
  const run = await readRunRecord(project.state);
  // Before its record is written over.
  if (run?.outcome === "running" && run.holder.pid !== process.pid && !isKnownDead(run.holder))
    throw new StateInUseError(`${project.state.directory} (process ${run.holder.pid} documents the tree)`);
  const { llm } = project.config;
  if (run !== null && writerOf(run.config.llm) !== writerOf(llm)) {
    // As where a hook lacks the variables of the shell in which the tree was documented: all texts would be made anew.
    const why = `the tree was documented by ${writerOf(run.config.llm)}, and would be by ${writerOf(llm)}`;
    return followAlone(project, `${why}: stemma document`, { signal });
  }
  if (allowSpend || !asksPaidModel(project.config)) return document(project, { signal });
  return followAlone(project, `${writerOf(llm)} may cost money: stemma document, or --allow-spend`, {
    signal,
  });
}

function writerOf({ provider, model }: StemmaConfig["llm"]): string {
  return provider === "extractive" ? "no model" : `${provider} ${model ?? ""}`;
}

async function document(project: StemmaProject, { signal }: CallOptions): Promise<BroughtAlong> {
  const { documentation, index, history } = await project.document({ signal });
  const made = documentation.documented;
  const isChanged = made > 0 || index.written > 0 || index.removed > 0 || history?.outcome === "committed";
  const where = history?.branch == null ? "" : ` on ${history.branch}`;
  if (!isChanged) return { outcome: "unchanged", words: `nothing changed${where}` };
  const failed = documentation.failed.length > 0 ? `, ${documentation.failed.length} failed` : "";
  const records = `${index.written} records written, ${index.removed} removed`;
  return { outcome: "documented", words: `${made} texts made${failed}, ${records}${where}` };
}

async function followAlone(project: StemmaProject, why: string, options: CallOptions): Promise<BroughtAlong> {
  const moved = await project.followGit(options).catch((error: unknown) => {
    // A detached HEAD has no branch to follow; a tree without git none at all.
    if (hasErrorCode(error, "NO_GIT_BRANCH")) return undefined;
    throw error;
  });
  const went = moved === undefined ? "" : `went to ${moved.branch ?? moved.commit}; `;
  const { files, freshness } = await project.standing();
  if (freshness === "fresh") {
    const outcome = moved === undefined ? "unchanged" : "documented";
    return { outcome, words: `${went}nothing is due` };
  }
  const due = files.length === 1 ? "1 file waits" : `${files.length} files wait`;
  return { outcome: "waiting", words: `${went}${due}: ${why}` };
}
