import { InvalidArgumentError } from "@stemma/core";
import { NodeIdTakenError } from "../errors/node-id-taken-error.js";

/** A node that goes on under another id, with its relations and its documentation. */
export interface NodeMove {
  readonly fromId: string;
  readonly toId: string;
}

/** A move in two steps: by way of an id that no node has, so that nodes may change places. */
export interface TwoStepMove extends NodeMove {
  readonly betweenId: string;
}

/**
 * The moves that change something, in the order of their ids.
 *
 * @throws {@link NodeIdTakenError} `NODE_ID_TAKEN` when two lead to the same id.
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` when two begin at the same.
 */
export function toTwoStepMoves(moves: readonly NodeMove[]): TwoStepMove[] {
  const fromIds = new Set<string>();
  const toIds = new Set<string>();
  for (const move of moves) {
    if (fromIds.has(move.fromId)) throw new InvalidArgumentError(`"${move.fromId}" is moved twice`);
    if (toIds.has(move.toId)) throw new NodeIdTakenError(move);
    fromIds.add(move.fromId);
    toIds.add(move.toId);
  }
  return (
    moves
      .filter(({ fromId, toId }) => fromId !== toId)
      // A line break stands in no id that a scan makes.
      .map(({ fromId, toId }) => ({ fromId, toId, betweenId: `moving\n${fromId}` }))
      .sort((a, b) => (a.fromId < b.fromId ? -1 : 1))
  );
}
