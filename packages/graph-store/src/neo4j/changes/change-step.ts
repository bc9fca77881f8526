import type { RelationType } from "../../model/code-node.js";
import {
  CHANGE_NODE_IDS,
  COPY_PATHS_TO_DOCUMENTATION,
  DELETE_NODES,
  DELETE_RELATIONS,
  UPSERT_NODES,
  UPSERT_RELATIONS,
} from "../queries/change-queries.js";

/** What one statement does: nodes leave their ids, arrive at their new ones, and so on. */
export type StepKind =
  | "LEAVE"
  | "ARRIVE"
  | "DELETE"
  | "UPSERT"
  | "COPY_PATHS"
  | `UNRELATE ${RelationType}`
  | `RELATE ${RelationType}`;

/** One statement of some changes: plain data, which can be put by and done later. Doing it once more changes nothing. */
export interface ChangeStep {
  readonly kind: StepKind;
  /** The statement's `$rows`. */
  readonly rows: readonly StepRow[];
  /** Characters of the rows' texts. */
  readonly characters: number;
}

/** A row of a statement, or an id. */
export type StepRow = Readonly<Record<string, unknown>> | string;

type Verb = Exclude<StepKind, `${string} ${string}`> | "UNRELATE" | "RELATE";

/** The statement of a kind of step. */
export function statementOf(kind: StepKind): string {
  const [verb, type] = kind.split(" ") as [Verb, RelationType];
  switch (verb) {
    case "LEAVE":
    case "ARRIVE":
      return CHANGE_NODE_IDS;
    case "DELETE":
      return DELETE_NODES;
    case "UPSERT":
      return UPSERT_NODES;
    case "COPY_PATHS":
      return COPY_PATHS_TO_DOCUMENTATION;
    case "UNRELATE":
      return DELETE_RELATIONS[type];
    case "RELATE":
      return UPSERT_RELATIONS[type];
  }
}
