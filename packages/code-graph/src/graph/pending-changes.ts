import type { CodeNode, GraphChanges, GraphStore, Relation } from "@stemma/graph-store";
import { findMoves } from "./find-moves.js";
import { diffNodes, diffRelations } from "./graph-diff.js";

/** What a scan is going to change in the graph, collected file by file. */
export class PendingChanges {
  readonly #graph: GraphStore;
  readonly #write: CodeNode[] = [];
  readonly #added: CodeNode[] = [];
  readonly #removed: CodeNode[] = [];

  constructor(graph: GraphStore) {
    this.#graph = graph;
  }

  /**
   * Compares what the graph has of files with how they should be.
   *
   * @param paths those that the graph has; nothing is read of the others.
   */
  async compareFiles(paths: readonly string[], wanted: readonly CodeNode[]): Promise<void> {
    const { write, added, removed } = await diffNodes(this.#graph, paths, wanted);
    for (const node of write) this.#write.push(node);
    for (const node of added) this.#added.push(node);
    for (const node of removed) this.#removed.push(node);
  }

  addFolder(folder: CodeNode): void {
    this.#write.push(folder);
    this.#added.push(folder);
  }

  removeFolder(folder: CodeNode): void {
    this.#removed.push(folder);
  }

  /** Everything at once, with the relations that all files together should have. */
  async finish(wanted: readonly Relation[]): Promise<Required<GraphChanges>> {
    const moveNodes = findMoves(this.#removed, this.#added);
    const newIds = new Map(moveNodes.map(({ fromId, toId }) => [fromId, toId]));
    const deleteNodeIds = this.#removed.map(({ id }) => id).filter((id) => !newIds.has(id));
    const stored = await this.#graph.readRelations({});
    const { write, remove } = diffRelations(
      newIds.size === 0 ? stored : stored.map((relation) => renamed(relation, newIds)),
      wanted,
      new Set(deleteNodeIds),
    );
    return {
      moveNodes,
      deleteNodeIds,
      upsertNodes: this.#write,
      deleteRelations: remove,
      upsertRelations: write,
    };
  }
}

/** Relations of a moved node move with it. */
function renamed(relation: Relation, newIds: ReadonlyMap<string, string>): Relation {
  const fromId = newIds.get(relation.fromId) ?? relation.fromId;
  const toId = newIds.get(relation.toId) ?? relation.toId;
  return { ...relation, fromId, toId };
}
