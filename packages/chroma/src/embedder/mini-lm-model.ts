import { availableParallelism } from "node:os";
import { ClosedError, Deadline, randomHexId } from "@stemma/core";
import { callPython, type PythonLink } from "../embedded/call-python.js";
import { ModelMissingError } from "../errors/model-missing-error.js";
import { CallSize } from "./call-size.js";
import { dataFolder } from "./data-folder.js";
import type { Embedder, EmbedOptions } from "./embedder.js";
import { passagesOf } from "./passages.js";
import { VectorSums } from "./vector-sums.js";

/** Stored with vectors: names the network and how its weights are kept. */
export const MINI_LM_ID = "all-MiniLM-L6-v2/int8-per-channel";

const stepTimeoutMs = 60_000;
const mostThreads = 4;

interface TokenSums {
  readonly sums: Float32Array;
  readonly tokens: Int32Array;
  readonly seconds: number;
}

interface Passage {
  readonly text: number;
  readonly passage: string;
}

/** The network itself, without a cache; loaded by the first call. */
export class MiniLmModel implements Embedder {
  readonly modelId = MINI_LM_ID;
  readonly dimension = 384;
  readonly defaultSpace = "cosine";
  readonly #link: PythonLink;
  readonly #threads: number;
  readonly #id = randomHexId(8);
  readonly #callSize = new CallSize();
  #loading: Promise<void> | undefined;
  #isClosed = false;

  /** @param threads - Cores that a call may use. */
  constructor(link: PythonLink, threads = Math.min(mostThreads, availableParallelism())) {
    this.#link = link;
    this.#threads = threads;
  }

  async embedFlat(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array> {
    if (this.#isClosed) throw new ClosedError("The embedder");
    const deadline = new Deadline("EmbedTexts", options);
    const places = placesOf(texts);
    const passages = [...places.values()].flatMap((text) =>
      // Half a surrogate pair is no text for the tokenizer: it becomes the replacement character.
      passagesOf((texts[text] ?? "").toWellFormed()).map((passage) => ({ text, passage })),
    );
    const sums = new VectorSums(texts.length, this.dimension);
    if (passages.length > 0) await this.#load(deadline);
    for (let next = 0; next < passages.length; ) {
      const call = takeCall(passages, next, this.#callSize.characters);
      const answer = await this.#embedPassages(call, deadline);
      call.forEach(({ text }, position) => sums.add(text, answer.sums, position));
      next += call.length;
      options.onProgress?.(passages[next]?.text ?? texts.length, texts.length);
    }
    texts.forEach((text, position) => sums.copy(places.get(text) ?? position, position));
    return sums.normalised();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#loading) await callPython(this.#link, "CloseEmbedder", "embedding.close_embedder", [this.#id]);
  }

  #embedPassages(call: readonly Passage[], deadline: Deadline): Promise<TokenSums> {
    const args = [this.#id, call.map(({ passage }) => passage)];
    const answer = callPython<TokenSums>(
      this.#link,
      "EmbedTexts",
      "embedding.embed_passages",
      args,
      step(deadline),
    );
    return answer.then((sums) => {
      this.#callSize.record(sums.seconds);
      return sums;
    });
  }

  /** A failed load is tried again by the next call: the model may have been made in between. */
  #load(deadline: Deadline): Promise<void> {
    this.#loading ??= this.#open(deadline).catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #open(deadline: Deadline): Promise<void> {
    const operationName = "OpenEmbedder";
    const args = [this.#id, this.#threads, dataFolder("@stemma/model-minilm")];
    const opened = await callPython<{ model_id: string; dimension: number }>(
      this.#link,
      operationName,
      "embedding.open_embedder",
      args,
      step(deadline),
    );
    if (opened.model_id !== this.modelId || opened.dimension !== this.dimension) {
      throw new ModelMissingError(`the installed model is ${opened.model_id}, not ${this.modelId}`, {
        operationName,
      });
    }
  }
}

/** Position of the first of equal texts, by text. */
function placesOf(texts: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  texts.forEach((text, position) => {
    if (!places.has(text)) places.set(text, position);
  });
  return places;
}

function takeCall(passages: readonly Passage[], start: number, characters: number): readonly Passage[] {
  let end = start;
  let total = 0;
  do {
    total += passages[end]?.passage.length ?? 0;
    end += 1;
  } while (end < passages.length && total + (passages[end]?.passage.length ?? 0) <= characters);
  return passages.slice(start, end);
}

function step(deadline: Deadline): { timeoutMs: number; signal: AbortSignal | undefined } {
  const timeoutMs = Math.max(1, Math.ceil(Math.min(stepTimeoutMs, deadline.remainingMs())));
  return { timeoutMs, signal: deadline.signal };
}
