import type { Relation } from "../model/code-node.js";
import { GraphStoreError } from "./graph-store-error.js";

/** A relation names a node that the graph doesn't have, code `"RELATION_END_MISSING"`. None of the changes was applied. */
export class RelationEndMissingError extends GraphStoreError {
  readonly relation: Relation;

  constructor(relation: Relation) {
    super(
      `The relation ${relation.type} from "${relation.fromId}" to "${relation.toId}" has an end that is not in the graph`,
      {
        code: "RELATION_END_MISSING",
        advice: "Write both nodes in the same changes as the relation, or before it.",
      },
    );
    this.relation = relation;
  }
}
