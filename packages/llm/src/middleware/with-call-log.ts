import { type Clock, systemClock } from "@stemma/core";
import { noUsage } from "../completion.js";
import { type ProviderMiddleware, wrapProvider } from "../llm-provider.js";
import type { PromptShortening } from "../prompts/prompt-shortening.js";

/** One answered call. */
export interface LoggedCall {
  readonly nodeId: string;
  readonly durationMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; `null` where the price is not known. */
  readonly costUsd: number | null;
}

/** A node whose prompt had to be shortened. */
export interface ShortenedPrompt {
  readonly nodeId: string;
  readonly parts: readonly PromptShortening[];
}

/** The calls of a run that are worth looking at: a few of them, however many there were. */
export class CallLog {
  readonly #kept: number;
  #slowest: LoggedCall[] = [];
  #largest: LoggedCall[] = [];
  readonly #shortened = new Map<string, readonly PromptShortening[]>();
  #shortenedCount = 0;

  /** @param kept - how many of each kind are kept; 10 by default */
  constructor(kept = 10) {
    this.#kept = kept;
  }

  /** Slowest first. */
  get slowest(): readonly LoggedCall[] {
    return this.#slowest;
  }

  /** Those that took most tokens, most first. */
  get largest(): readonly LoggedCall[] {
    return this.#largest;
  }

  get shortened(): readonly ShortenedPrompt[] {
    return Array.from(this.#shortened, ([nodeId, parts]) => ({ nodeId, parts }));
  }

  /** Of all calls, also of those that are not kept. */
  get shortenedCount(): number {
    return this.#shortenedCount;
  }

  add(call: LoggedCall, shortened: readonly PromptShortening[] | undefined): void {
    this.#slowest = this.#insert(this.#slowest, call, (other) => other.durationMs);
    this.#largest = this.#insert(this.#largest, call, (other) => other.inputTokens + other.outputTokens);
    if (shortened === undefined) return;
    this.#shortenedCount += 1;
    if (this.#shortened.size < this.#kept) this.#shortened.set(call.nodeId, shortened);
  }

  #insert(calls: readonly LoggedCall[], call: LoggedCall, size: (call: LoggedCall) => number): LoggedCall[] {
    const before = calls.findIndex((other) => size(other) < size(call));
    const position = before === -1 ? calls.length : before;
    return [...calls.slice(0, position), call, ...calls.slice(position)].slice(0, this.#kept);
  }
}

/** Adds every answered call to `log`. */
export function withCallLog(log: CallLog, clock: Clock = systemClock): ProviderMiddleware {
  return (inner) =>
    wrapProvider(inner, async (request, options) => {
      const startedAtMs = clock.monotonicMs();
      const completion = await inner.getCompletion(request, options);
      const { inputTokens, outputTokens, costUsd } = completion.usage ?? noUsage;
      const durationMs = clock.monotonicMs() - startedAtMs;
      log.add(
        { nodeId: request.node.id, durationMs, inputTokens, outputTokens, costUsd },
        completion.shortened,
      );
      return completion;
    });
}
