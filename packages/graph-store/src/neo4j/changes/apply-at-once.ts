import { NodeIdTakenError } from "../../errors/node-id-taken-error.js";
import { RelationEndMissingError } from "../../errors/relation-end-missing-error.js";
import type { RelationType } from "../../model/code-node.js";
import type { RunStatement } from "../neo4j-manager.js";
import { FIND_MISSING_END, FIND_TAKEN_ID } from "../queries/change-queries.js";
import { type ChangeStep, statementOf } from "./change-step.js";

/** Applies all steps within a transaction, and looks after each whether it could be done. */
export async function applyAtOnce(run: RunStatement, steps: readonly ChangeStep[]): Promise<void> {
  for (const { kind, rows } of steps) {
    if (kind === "ARRIVE") await refuseTakenIds(run, rows);
    const [result] = await run(statementOf(kind), { rows });
    const [verb, type] = kind.split(" ");
    if (verb === "RELATE" && result?.["written"] !== rows.length) {
      await refuseMissingEnd(run, type as RelationType, rows);
    }
  }
}

async function refuseTakenIds(run: RunStatement, rows: ChangeStep["rows"]): Promise<void> {
  const [taken] = await run(FIND_TAKEN_ID, { rows });
  if (taken === undefined) return;
  throw new NodeIdTakenError({ fromId: String(taken["from_id"]), toId: String(taken["to_id"]) });
}

async function refuseMissingEnd(
  run: RunStatement,
  type: RelationType,
  rows: ChangeStep["rows"],
): Promise<void> {
  const [missing] = await run(FIND_MISSING_END, { rows });
  if (missing === undefined) return;
  const { from_id: fromId, to_id: toId, confidence } = missing;
  throw new RelationEndMissingError({
    type,
    fromId,
    toId,
    confidence,
  } as RelationEndMissingError["relation"]);
}
