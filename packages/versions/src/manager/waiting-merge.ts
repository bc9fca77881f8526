import { type CallOptions, InvalidArgumentError } from "@stemma/core";
import { NoMergeInProgressError } from "../errors/no-merge-in-progress-error.js";
import { isAbout, isAboutText, type MergeConflict, type Resolution } from "../merge/conflict.js";
import { planMerge } from "../merge/plan-merge.js";
import type { PendingMerge } from "../state/local-state.js";
import { type MergeRoles, policyOf } from "./merge-policy.js";
import { formatResolutions, joinResolutions, parseResolutions } from "./resolutions.js";
import type { WorkingCopy } from "./working-copy.js";

/** A conflict of a merge that waits, and what was decided about it so far. */
export interface WaitingConflict {
  readonly conflict: MergeConflict;
  readonly decision: Resolution | undefined;
  /** Nothing about it is open any more. */
  readonly isDecided: boolean;
}

/** A merge whose conflicts wait. */
export interface WaitingMerge {
  /** The ref that was to be merged. */
  readonly name: string;
  readonly theirs: string;
  readonly conflicts: readonly WaitingConflict[];
}

/** @throws {@link NoMergeInProgressError} `NO_MERGE_IN_PROGRESS` */
export function requirePending({ state }: WorkingCopy, operationName: string): PendingMerge {
  const pending = state.pendingMerge();
  if (!pending) throw new NoMergeInProgressError(operationName);
  return pending;
}

/** All conflicts of the merge that waits, decided or not. */
export async function waitingMerge(
  copy: WorkingCopy,
  options: CallOptions & MergeRoles,
): Promise<WaitingMerge> {
  const pending = requirePending(copy, "ListConflicts");
  return withDecisions(copy, pending, parseResolutions(pending.resolutions), options);
}

async function withDecisions(
  copy: WorkingCopy,
  { name, theirs }: PendingMerge,
  decisions: readonly Resolution[],
  options: CallOptions & MergeRoles,
): Promise<WaitingMerge> {
  const policy = policyOf({ ...options, strategy: "field" }, decisions);
  const plan = await planMerge(copy.repository, copy.position().commit, theirs, policy);
  const of = (conflict: MergeConflict, isDecided: boolean): WaitingConflict => ({
    conflict,
    decision: decisions.find((each) => isAbout(each, conflict)),
    isDecided,
  });
  return {
    name,
    theirs,
    conflicts: [
      ...plan.conflicts.map((conflict) => of(conflict, false)),
      ...plan.resolved.map((conflict) => of(conflict, true)),
    ],
  };
}

/**
 * Remembers decisions, without making the merge. A collection may be called by its name. Later decisions go before earlier
 * ones, field by field.
 *
 * @throws {@link NoMergeInProgressError} `NO_MERGE_IN_PROGRESS`
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what is in no conflict
 */
export async function decideConflicts(
  copy: WorkingCopy,
  decisions: readonly Resolution[],
  options: CallOptions & MergeRoles,
): Promise<WaitingMerge> {
  const { conflicts } = await waitingMerge(copy, options);
  const named = decisions.map((decision) => findConflict(conflicts, decision));
  const pending = requirePending(copy, "Decide");
  const all = joinResolutions(parseResolutions(pending.resolutions), named);
  // Planned first: what can't be is refused before it is remembered.
  const waiting = await withDecisions(copy, pending, all, options);
  copy.state.setPendingMerge({ ...pending, resolutions: formatResolutions(all) });
  return waiting;
}

/** The decision by the collection's id. */
function findConflict(conflicts: readonly WaitingConflict[], decision: Resolution): Resolution {
  const { collection: name, id, content, fields = {} } = decision;
  const isMeant = (of: MergeConflict): boolean => (of.kind === "document" ? of.id : undefined) === id;
  const meant = conflicts.map(({ conflict }) => conflict).filter(isMeant);
  const found =
    meant.find((each) => each.collectionName === name) ?? meant.find((each) => each.collection === name);
  const what = id === undefined ? `the collection "${name}"` : `"${id}" of "${name}"`;
  if (!found) {
    throw new InvalidArgumentError(`${what} is in no conflict`, {
      advice: "stemma merge lists the conflicts that wait.",
    });
  }
  if (content !== undefined && (found.kind === "collection" || !found.fields.some(isAboutText))) {
    throw new InvalidArgumentError(`the text of ${what} is in no conflict`, {
      advice: `In conflict are: ${found.fields.join(", ")}.`,
    });
  }
  const other = Object.keys(fields).find((field) => !found.fields.includes(field));
  if (other !== undefined) {
    throw new InvalidArgumentError(`the field "${other}" of ${what} is in no conflict`, {
      advice: `In conflict are: ${found.fields.join(", ")}.`,
    });
  }
  return { ...decision, collection: found.collection };
}
