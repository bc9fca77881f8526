import type { CallOptions } from "@stemma/core";
import { discardChanges } from "../sync/restore-collections.js";
import { journalledWrite } from "./journalled-write.js";
import { type MoveResult, moveTo } from "./switch-branch.js";
import type { WorkingCopy } from "./working-copy.js";

/** Throws uncommitted changes away, and with a ref also moves the branch to that commit. */
export async function reset(
  copy: WorkingCopy,
  ref: string | undefined,
  options: CallOptions,
): Promise<MoveResult> {
  copy.requireNoMerge("Reset");
  if (ref !== undefined) copy.branchPosition("Reset");
  const { branch, commit: head } = copy.position();
  const to = { ...options, mustHoldTables: true };
  const commit = ref === undefined ? head : await copy.repository.resolve(copy.ref(ref), to);
  const changes = await copy.detector.detectLocalChanges(undefined, options);
  await discardChanges(copy, changes, head);
  await copy.reachedStep("changes-discarded");
  if (branch !== null) {
    await journalledWrite(copy, "reset", branch, async () => {
      if (commit !== head) await copy.repository.moveBranch(branch, commit, options);
    });
  }
  return moveTo(copy, "Reset", { branch, commit }, options);
}
