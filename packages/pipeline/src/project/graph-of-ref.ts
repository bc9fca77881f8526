import { type CallOptions, CancelledError } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { ComparedIndex } from "../changes/project-changes.js";

/**
 * The graph of an earlier version, kept until another one is asked for: whoever asks about a branch asks more than once. Closed
 * with the project.
 */
export class GraphOfRef {
  #commit: string | undefined;
  #graph: Promise<GraphStore> | undefined;

  /** @throws {@link UnknownRefError} `UNKNOWN_REF` */
  async open(index: ComparedIndex, ref: string, options: CallOptions): Promise<GraphStore> {
    const commit = await index.versions.resolve(ref, options);
    if (this.#graph === undefined || commit !== this.#commit) {
      const before = this.close();
      this.#commit = commit;
      this.#graph = before.then(async () => {
        const { graphAtRef } = await import("../wiki/graph-at-ref.js");
        // Others wait for the same graph: whoever gives up does not take it from them.
        return graphAtRef({ ...index, ref: commit }, {});
      });
      // Awaited by those who still want it.
      this.#graph.catch(() => undefined);
    }
    const opening = this.#graph;
    try {
      return await unlessAborted(opening, options.signal);
    } catch (error) {
      if (this.#graph === opening && options.signal?.aborted !== true) this.#graph = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    const graph = this.#graph;
    this.#graph = undefined;
    await (await graph?.catch(() => undefined))?.close();
  }
}

/** What was promised, or the reason of the abort where that comes first. */
async function unlessAborted<T>(promised: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promised;
  const cancelled = (): Error => new CancelledError("OpenVersion", signal.reason);
  if (signal.aborted) throw cancelled();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(cancelled());
  });
  signal.addEventListener("abort", onAbort);
  try {
    return await Promise.race([promised, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
