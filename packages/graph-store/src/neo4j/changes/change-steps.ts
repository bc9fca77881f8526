import type { GraphChanges } from "../../graph-store.js";
import type { CodeNode, Relation, RelationType } from "../../model/code-node.js";
import { type TwoStepMove, toTwoStepMoves } from "../../model/node-move.js";
import type { ChangeStep, StepKind, StepRow } from "./change-step.js";

/** Rows of one statement: more gain nothing and take the server's memory. */
const MOST_ROWS = 2_000;
/** Characters of one statement, for the same reason; one row may have more. */
const MOST_CHARACTERS = 2_000_000;

/**
 * Some changes as statements in their order, rows ordered by id against deadlocks. All nodes leave their old ids before any
 * takes its new one, so that they may change places.
 */
export function* changeSteps(changes: GraphChanges): Generator<ChangeStep> {
  const moves = toTwoStepMoves(changes.moveNodes ?? []);
  yield* inSteps("LEAVE", moves.map(toLeaveRow));
  yield* inSteps("ARRIVE", moves.map(toArriveRow));
  yield* inSteps("DELETE", changes.deleteNodeIds ?? []);
  yield* inSteps("UPSERT", byId(changes.upsertNodes ?? []).map(toNodeRow));
  yield* inSteps(
    "COPY_PATHS",
    moves.map(({ toId }) => toId),
  );
  for (const [type, rows] of byType(changes.deleteRelations ?? [])) yield* inSteps(`UNRELATE ${type}`, rows);
  for (const [type, rows] of byType(changes.upsertRelations ?? [])) yield* inSteps(`RELATE ${type}`, rows);
}

function* inSteps(kind: StepKind, all: readonly StepRow[]): Generator<ChangeStep> {
  let rows: StepRow[] = [];
  let characters = 0;
  for (const row of all) {
    const length = charactersOf(row);
    if (rows.length === MOST_ROWS || (rows.length > 0 && characters + length > MOST_CHARACTERS)) {
      yield { kind, rows, characters };
      rows = [];
      characters = 0;
    }
    rows.push(row);
    characters += length;
  }
  if (rows.length > 0) yield { kind, rows, characters };
}

/** Of the texts that can be long. */
function charactersOf(row: StepRow): number {
  if (typeof row === "string") return row.length;
  const { source, docstring } = (row["properties"] ?? {}) as Partial<CodeNode>;
  return (source?.length ?? 0) + (docstring?.length ?? 0);
}

function toLeaveRow({ fromId, betweenId }: TwoStepMove): StepRow {
  return { old_id: fromId, new_id: betweenId };
}

/** The id that the node had at first is for errors. */
function toArriveRow({ fromId, betweenId, toId }: TwoStepMove): StepRow {
  return { old_id: betweenId, new_id: toId, from_id: fromId };
}

function toNodeRow(node: CodeNode): StepRow {
  return {
    id: node.id,
    label: node.label,
    properties: {
      id: node.id,
      path: node.path,
      name: node.name,
      language: node.language,
      start_line: node.startLine,
      end_line: node.endLine,
      signature: node.signature,
      docstring: node.docstring,
      source: node.source,
      source_hash: node.sourceHash,
      kind: node.kind ?? null,
    },
  };
}

function byId(nodes: Iterable<CodeNode>): CodeNode[] {
  return [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function byType(relations: Iterable<Relation>): Map<RelationType, StepRow[]> {
  const groups = new Map<RelationType, StepRow[]>();
  const order = ({ fromId, toId }: Relation) => `${fromId}\n${toId}`;
  for (const { type, fromId, toId, confidence, lines } of [...relations].sort((a, b) =>
    order(a) < order(b) ? -1 : 1,
  )) {
    const row = { from_id: fromId, to_id: toId, confidence, lines: lines === undefined ? null : [...lines] };
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [row]);
    else group.push(row);
  }
  return groups;
}
