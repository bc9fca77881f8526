import type { CodeNode, GraphStore } from "@stemma/graph-store";
import type { NodeChanges } from "../graph/node-changes.js";
import { RecordSpool } from "../spool/record-spool.js";
import type { ParsedTree } from "./parsed-tree.js";
import type { ScanOptions } from "./scan-options.js";
import type { StoredTree } from "./stored-tree.js";

/** Files that are compared in one go. */
const BATCH_SIZE = 16;
/** What a node takes besides its source. */
const NODE_BYTES = 500;

/** What these files are compared with. */
export interface UndocumentedContext {
  readonly graph: GraphStore;
  readonly temporaryFolder: string;
  readonly options: ScanOptions;
  readonly stored: StoredTree;
  readonly nodes: NodeChanges;
}

/**
 * Files with functions that headers may document: they wait, on disk, until all headers are read. An unchanged one is
 * compared, too, where declarations say something else than in the last scan.
 */
export class UndocumentedFiles {
  readonly #tree: ParsedTree;
  readonly #context: UndocumentedContext;
  readonly #waiting: RecordSpool<{ readonly path: string; readonly nodes: readonly CodeNode[] }>;
  readonly #paths = new Set<string>();

  constructor(tree: ParsedTree, context: UndocumentedContext) {
    this.#tree = tree;
    this.#context = context;
    this.#waiting = new RecordSpool(context.temporaryFolder, ({ nodes }) =>
      nodes.reduce((sum, { source }) => sum + NODE_BYTES + source.length, 0),
    );
  }

  /** Adds a file that is other than in the graph. */
  add(path: string, nodes: readonly CodeNode[]): void {
    this.#waiting.add({ path, nodes });
    this.#paths.add(path);
  }

  /** Notes which of their nodes differ from the graph's, now that all declarations are known. */
  async compare(): Promise<void> {
    const { stored, nodes, graph } = this.#context;
    for (const { path, nodes: wanted } of this.#waiting)
      await nodes.compareFiles(stored.hashes.has(path) ? [path] : [], this.#documented(wanted));
    const { documentation } = this.#tree;
    if (stored.lastScan === null || stored.lastScan.documentation === documentation.digest()) return;
    const unchanged = [...documentation.wantingPaths].filter((path) => !this.#paths.has(path));
    for (let start = 0; start < unchanged.length; start += BATCH_SIZE) {
      const paths = unchanged.slice(start, start + BATCH_SIZE);
      const known = await graph.readNodes({ paths });
      await nodes.compareFiles(paths, this.#documented(known));
    }
  }

  /** Gives the room on disk back; idempotent. */
  close(): void {
    this.#waiting.close();
  }

  #documented(nodes: readonly CodeNode[]): CodeNode[] {
    const mask = this.#context.options.textMask?.mask;
    return nodes.map((node) => this.#tree.documentation.document(node, mask));
  }
}
