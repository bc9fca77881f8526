import type { CallOptions } from "@stemma/core";
import type { GraphChanges } from "../graph-store.js";
import { applyAtOnce } from "./changes/apply-at-once.js";
import type { ChangeStep } from "./changes/change-step.js";
import { changeSteps } from "./changes/change-steps.js";
import { checkChanges } from "./changes/check-changes.js";
import type { PendingChanges } from "./changes/pending-changes.js";
import type { Neo4jManager } from "./neo4j-manager.js";

/** What one transaction takes on a server with a heap of 512 MB (measured: 100,000 small nodes exceed it). */
const ROWS_AT_ONCE = 10_000;
const CHARACTERS_AT_ONCE = 10_000_000;

/** Applies one scan's changes: in one transaction, or when they are too large for one in steps that are put by first. */
export async function writeChanges(
  manager: Neo4jManager,
  pending: PendingChanges,
  changes: GraphChanges,
  options: CallOptions,
): Promise<void> {
  const steps = [...changeSteps(changes)];
  if (isLarge(steps)) {
    await pending.apply(steps, (run) => checkChanges(run, changes), options);
    return;
  }
  await pending.settleLeftovers(options);
  await manager.transaction("ApplyChanges", options, (run) => applyAtOnce(run, steps));
}

function isLarge(steps: readonly ChangeStep[]): boolean {
  const sum = (count: (step: ChangeStep) => number): number =>
    steps.reduce((total, step) => total + count(step), 0);
  return sum(({ rows }) => rows.length) > ROWS_AT_ONCE || sum((step) => step.characters) > CHARACTERS_AT_ONCE;
}
