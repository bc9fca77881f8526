import type { GraphStore, LlmCall } from "@stemma/graph-store";

interface Wanted {
  readonly callKey: string;
  readonly resolve: (call: LlmCall | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks calls up in the journal of paid calls: by one query those that are asked for in one turn of the event loop, or
 * while the query before was under way.
 */
export class CallJournal {
  readonly #graph: GraphStore;
  readonly #sessionId: string;
  #wanted: Wanted[] = [];
  #isReading = false;

  constructor(graph: GraphStore, sessionId: string) {
    this.#graph = graph;
    this.#sessionId = sessionId;
  }

  /** The entry, of whichever run; `undefined` when the call was never begun. */
  find(callKey: string): Promise<LlmCall | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#wanted.length === 0 && !this.#isReading) setImmediate(() => void this.#read());
      this.#wanted.push({ callKey, resolve, reject });
    });
  }

  async #read(): Promise<void> {
    const wanted = this.#wanted;
    this.#wanted = [];
    this.#isReading = true;
    try {
      const callKeys = wanted.map((item) => item.callKey);
      const calls = await this.#graph.readLlmCalls({ callKeys }, { sessionId: this.#sessionId });
      const found = new Map(calls.map((call) => [call.callKey, call]));
      for (const { callKey, resolve } of wanted) resolve(found.get(callKey));
    } catch (error) {
      for (const { reject } of wanted) reject(error);
    }
    this.#isReading = false;
    if (this.#wanted.length > 0) void this.#read();
  }
}
