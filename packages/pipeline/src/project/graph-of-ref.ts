import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { ComparedIndex } from "../changes/project-changes.js";

/**
 * The graph of an earlier version, kept until another one is asked for: whoever asks about a branch asks more than once. Closed
 * with the project.
 */
export class GraphOfRef {
  #commit: string | undefined;
  #graph: Promise<GraphStore> | undefined;

  /** @throws UnknownRefError */
  async open(index: ComparedIndex, ref: string, options: CallOptions): Promise<GraphStore> {
    const commit = await index.versions.resolve(ref, options);
    if (this.#graph === undefined || commit !== this.#commit) {
      const before = this.close();
      this.#commit = commit;
      this.#graph = before.then(async () => {
        const { graphAtRef } = await import("../wiki/graph-at-ref.js");
        return graphAtRef({ ...index, ref: commit }, options);
      });
    }
    const opening = this.#graph;
    try {
      return await opening;
    } catch (error) {
      if (this.#graph === opening) this.#graph = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    const graph = this.#graph;
    this.#graph = undefined;
    await (await graph?.catch(() => undefined))?.close();
  }
}
