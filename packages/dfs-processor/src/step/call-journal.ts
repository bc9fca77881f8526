import type { GraphStore, LlmCall } from "@stemma/graph-store";

interface Wanted {
  readonly callKey: string;
  readonly resolve: (call: LlmCall | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Looks calls up in the journal of paid calls: those that are asked for in one turn of the event loop by one query. */
export class CallJournal {
  readonly #graph: GraphStore;
  readonly #sessionId: string;
  #wanted: Wanted[] = [];

  constructor(graph: GraphStore, sessionId: string) {
    this.#graph = graph;
    this.#sessionId = sessionId;
  }

  /** The entry, of whichever run; `undefined` when the call was never begun. */
  find(callKey: string): Promise<LlmCall | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#wanted.length === 0) setImmediate(() => void this.#read());
      this.#wanted.push({ callKey, resolve, reject });
    });
  }

  async #read(): Promise<void> {
    const wanted = this.#wanted;
    this.#wanted = [];
    try {
      const callKeys = wanted.map((item) => item.callKey);
      const calls = await this.#graph.readLlmCalls({ callKeys }, { sessionId: this.#sessionId });
      const found = new Map(calls.map((call) => [call.callKey, call]));
      for (const { callKey, resolve } of wanted) resolve(found.get(callKey));
    } catch (error) {
      for (const { reject } of wanted) reject(error);
    }
  }
}
