import type { Embedder, EmbedOptions } from "@stemma/chroma";
import { type Clock, Deadline, systemClock } from "@stemma/core";

const MINUTE_MS = 60_000;

/** Asks an embedder of somebody else's for no more than so many calls a minute, evenly. */
export class PacedEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace?: "cosine" | "l2" | "ip";
  readonly #embedder: Embedder;
  readonly #gapMs: number;
  readonly #textsPerCall: number;
  readonly #clock: Clock;
  #nextAtMs = 0;

  /** @param embedder - Is closed with it. */
  constructor(
    embedder: Embedder,
    pace: { readonly callsPerMinute: number; readonly textsPerCall: number },
    clock: Clock = systemClock,
  ) {
    this.modelId = embedder.modelId;
    this.dimension = embedder.dimension;
    if (embedder.defaultSpace !== undefined) this.defaultSpace = embedder.defaultSpace;
    this.#embedder = embedder;
    this.#gapMs = MINUTE_MS / pace.callsPerMinute;
    this.#textsPerCall = pace.textsPerCall;
    this.#clock = clock;
  }

  async embedFlat(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array> {
    const deadline = new Deadline("EmbedTexts", options);
    const vectors = new Float32Array(texts.length * this.dimension);
    for (let start = 0; start < texts.length; start += this.#textsPerCall) {
      await this.#turn(deadline);
      const piece = texts.slice(start, start + this.#textsPerCall);
      vectors.set(await this.#embedder.embedFlat(piece, deadline.rest()), start * this.dimension);
      options.onProgress?.(start + piece.length, texts.length);
    }
    return vectors;
  }

  close(): Promise<void> {
    return this.#embedder.close();
  }

  async #turn(deadline: Deadline): Promise<void> {
    const now = this.#clock.monotonicMs();
    const at = Math.max(now, this.#nextAtMs);
    this.#nextAtMs = at + this.#gapMs;
    if (at <= now) return;
    let cancel = (): void => undefined;
    const turn = new Promise<void>((resolve) => {
      cancel = this.#clock.schedule(at - now, resolve);
    });
    await deadline.race(turn).finally(() => cancel());
  }
}
