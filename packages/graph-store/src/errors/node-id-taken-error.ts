import { GraphStoreError } from "./graph-store-error.js";

/** A move leads to the id of a node that stays, or two moves to the same id, code `"NODE_ID_TAKEN"`. Nothing was applied. */
export class NodeIdTakenError extends GraphStoreError {
  readonly fromId: string;
  readonly toId: string;

  constructor({ fromId, toId }: { readonly fromId: string; readonly toId: string }) {
    super(`"${fromId}" can't become "${toId}": that id is another node's`, {
      code: "NODE_ID_TAKEN",
      advice: "Move the other node away in the same changes, or delete it before.",
    });
    this.fromId = fromId;
    this.toId = toId;
  }
}
