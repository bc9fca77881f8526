import type { GraphStore, NodeMove, Relation } from "@stemma/graph-store";
import { RecordSpool } from "../spool/record-spool.js";
import { diffRelations } from "./graph-diff.js";

const RELATION_BYTES = 200;
/** Nodes whose relations are read in one query. */
const READ_IDS = 200;

/** What is known of the nodes when relations are compared. */
export interface SettledNodes {
  readonly moves: readonly NodeMove[];
  readonly deletedIds: readonly string[];
  /** Whether the graph holds nothing, so that nothing need be read. */
  readonly isGraphEmpty: boolean;
}

/** Which relations a scan is going to change in the graph, collected by the nodes that they begin at; they lie on disk. */
export class RelationChanges {
  readonly written: RecordSpool<Relation>;
  readonly removed: RecordSpool<Relation>;
  readonly #graph: GraphStore;
  readonly #isGraphEmpty: boolean;
  readonly #deletedIds: ReadonlySet<string>;
  readonly #newIds: ReadonlyMap<string, string>;
  readonly #oldIds: ReadonlyMap<string, string>;

  /** @param folder - for temporary files. */
  constructor(graph: GraphStore, { moves, deletedIds, isGraphEmpty }: SettledNodes, folder: string) {
    this.#graph = graph;
    this.#isGraphEmpty = isGraphEmpty;
    this.#deletedIds = new Set(deletedIds);
    this.#newIds = new Map(moves.map(({ fromId, toId }) => [fromId, toId]));
    this.#oldIds = new Map(moves.map(({ fromId, toId }) => [toId, fromId]));
    this.written = new RecordSpool(folder, () => RELATION_BYTES);
    this.removed = new RecordSpool(folder, () => RELATION_BYTES);
  }

  /** Compares the relations that begin at these nodes with how they should be. */
  async compare(fromIds: readonly string[], wanted: readonly Relation[]): Promise<void> {
    const { write, remove } = diffRelations(await this.#stored(fromIds), wanted, this.#deletedIds);
    for (const relation of write) this.written.add(relation);
    for (const relation of remove) this.removed.add(relation);
  }

  /**
   * Files with relations to nodes that are deleted or go on under another id: these relations go, or go along.
   *
   * @param unitAt - finds a file by its path.
   */
  async readSources(unitAt: (path: string) => number | undefined): Promise<ReadonlySet<number>> {
    const found = new Set<number>();
    const lost = [...this.#deletedIds, ...this.#newIds.keys()];
    for (let start = 0; start < lost.length && !this.#isGraphEmpty; start += READ_IDS) {
      const toIds = lost.slice(start, start + READ_IDS);
      for (const { fromId } of await this.#graph.readRelations({ toIds }))
        for (const path of pathsOf(fromId)) {
          const unit = unitAt(path);
          if (unit !== undefined) found.add(unit);
        }
    }
    return found;
  }

  /** Gives the room on disk back; idempotent. */
  close(): void {
    this.written.close();
    this.removed.close();
  }

  /** Relations of a moved node move with it. */
  async #stored(fromIds: readonly string[]): Promise<readonly Relation[]> {
    if (this.#isGraphEmpty) return [];
    // A new node under the id that another has left has nothing stored: that went on with the other.
    const storedIds = fromIds
      .filter((id) => this.#oldIds.has(id) || !this.#newIds.has(id))
      .map((id) => this.#oldIds.get(id) ?? id);
    if (storedIds.length === 0) return [];
    const stored = await this.#graph.readRelations({ fromIds: storedIds });
    return this.#newIds.size === 0 ? stored : stored.map((relation) => this.#renamed(relation));
  }

  #renamed(relation: Relation): Relation {
    const fromId = this.#newIds.get(relation.fromId) ?? relation.fromId;
    const toId = this.#newIds.get(relation.toId) ?? relation.toId;
    return { ...relation, fromId, toId };
  }
}

/** Paths of the files that a node may belong to: `#` may also be part of a path. */
function* pathsOf(id: string): Generator<string> {
  for (let at = id.indexOf("#"); at !== -1; at = id.indexOf("#", at + 1)) yield id.slice(0, at);
  yield id;
}
