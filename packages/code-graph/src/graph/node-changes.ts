import type { CodeNode, GraphStore, NodeMove } from "@stemma/graph-store";
import { RecordSpool } from "../spool/record-spool.js";
import { findMoves, type MovableNode } from "./find-moves.js";
import { diffNodes } from "./graph-diff.js";

/** What a node takes besides its source. */
const NODE_BYTES = 500;

interface WrittenNode {
  readonly node: CodeNode;
  /** Whether the graph does not have it under this id. */
  readonly isAdded: boolean;
}

/** Which nodes a scan is going to change in the graph, collected file by file; those to write lie on disk. */
export class NodeChanges {
  readonly #graph: GraphStore;
  readonly #written: RecordSpool<WrittenNode>;
  readonly #removed: MovableNode[] = [];

  /** @param folder - for temporary files. */
  constructor(graph: GraphStore, folder: string) {
    this.#graph = graph;
    this.#written = new RecordSpool(folder, ({ node }) => NODE_BYTES + node.source.length);
  }

  /** Number of nodes to write. */
  get writtenCount(): number {
    return this.#written.length;
  }

  /** New nodes, and those that are other than stored. */
  get written(): Iterable<CodeNode> {
    const records = this.#written;
    return {
      *[Symbol.iterator]() {
        for (const { node } of records) yield node;
      },
    };
  }

  /**
   * Compares what the graph has of files with how they should be.
   *
   * @param paths - those that the graph has; nothing is read of the others.
   */
  async compareFiles(paths: readonly string[], wanted: readonly CodeNode[]): Promise<void> {
    const { write, removed } = await diffNodes(this.#graph, paths, wanted);
    for (const { node, isAdded } of write) this.#written.add({ node, isAdded });
    for (const node of removed) this.removeNode(node);
  }

  /** Compares what the graph has of a folder, `undefined` for nothing, with how it should be. */
  compareFolder(known: CodeNode | undefined, node: CodeNode): void {
    if (known?.docstring === node.docstring && known.sourceHash === node.sourceHash) return;
    this.#written.add({ node, isAdded: known === undefined });
  }

  removeNode({ id, label, path, sourceHash }: CodeNode): void {
    this.#removed.push({ id, label, path, sourceHash });
  }

  /** Of the nodes that are gone: those that go on under another id, and those that don't. */
  settle(): { moves: NodeMove[]; deletedIds: string[] } {
    const moves = findMoves(this.#removed, this.#added());
    const moved = new Set(moves.map(({ fromId }) => fromId));
    return { moves, deletedIds: this.#removed.map(({ id }) => id).filter((id) => !moved.has(id)) };
  }

  /** Gives the room on disk back; idempotent. */
  close(): void {
    this.#written.close();
  }

  #added(): Iterable<CodeNode> {
    const records = this.#written;
    return {
      *[Symbol.iterator]() {
        for (const { node, isAdded } of records) if (isAdded) yield node;
      },
    };
  }
}
