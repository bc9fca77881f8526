import type { CompletionRequest } from "@stemma/llm";
import type { NodeText } from "./node-text.js";

/** A node that is to be asked for, with others if they have room in one call. */
export interface Joined {
  readonly request: CompletionRequest;
  readonly callKey: string;
  /** The node gets its place. */
  readonly begin: () => void;
  /** Gives the text, or `undefined` where the node is to be asked for alone. */
  readonly settle: (text: NodeText | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** One of the nodes that are waited for. */
export interface Arrival {
  /** It needs no call, or could not be prepared; nothing where it has joined. */
  withdraw(): void;
  /** Resolves with the node's text, or with `undefined` where it is to be asked for alone. */
  join(node: Pick<Joined, "request" | "callKey" | "begin">): Promise<NodeText | undefined>;
}

/** Waits until each of some nodes has either joined or withdrawn; then those that joined are asked for together. */
export class Gathering {
  #open: number;
  readonly #joined: Joined[] = [];
  readonly #ask: (joined: readonly Joined[]) => void;

  constructor(count: number, ask: (joined: readonly Joined[]) => void) {
    this.#open = count;
    this.#ask = ask;
  }

  /** One node's part in it, of which it makes use once. */
  arrival(): Arrival {
    let hasArrived = false;
    const arrive = (): boolean => {
      const isFirst = !hasArrived;
      hasArrived = true;
      return isFirst;
    };
    return {
      withdraw: () => {
        if (arrive()) this.#arrived();
      },
      join: (node) =>
        new Promise((settle, fail) => {
          if (!arrive()) {
            settle(undefined);
            return;
          }
          this.#joined.push({ ...node, settle, fail });
          this.#arrived();
        }),
    };
  }

  #arrived(): void {
    this.#open -= 1;
    if (this.#open === 0 && this.#joined.length > 0) this.#ask(this.#joined);
  }
}
