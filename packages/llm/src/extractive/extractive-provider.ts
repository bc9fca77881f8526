import { type CallOptions, CancelledError } from "@stemma/core";
import type { Completion } from "../completion.js";
import type { LlmProvider } from "../llm-provider.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { EXTRACTIVE_VERSION } from "./extractive-version.js";
import { EXTRACTIVE, writeByRule } from "./write-by-rule.js";

/**
 * Documents a node from the code itself, with no model: what it is, its docstring or comments, what it calls and what
 * calls it, what is inside it. Deterministic, offline and free. It states only what is in the code.
 */
export class ExtractiveProvider implements LlmProvider {
  readonly name = EXTRACTIVE;
  readonly model = EXTRACTIVE;
  readonly promptVersion = EXTRACTIVE_VERSION;
  readonly isFree = true;
  readonly readsUsers = true;

  async getCompletion(request: CompletionRequest, options: CallOptions = {}): Promise<Completion> {
    if (options.signal?.aborted) throw new CancelledError("GetCompletion", options.signal.reason);
    return Promise.resolve(writeByRule(request));
  }
}
