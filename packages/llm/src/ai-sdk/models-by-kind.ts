import { type CallOptions, withoutUndefined } from "@stemma/core";
import type { Completion } from "../completion.js";
import type { Answered, LlmProvider, Together } from "../llm-provider.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { NodeKind } from "../request/node-facts.js";
import type { UsageEstimate } from "../usage-estimate.js";

/** Two models of one service: one writes of functions and classes, another of the files and folders that hold them. */
export class ModelsByKind implements LlmProvider {
  readonly name: string;
  /** That of functions and classes; see {@link ModelsByKind.modelOf}. */
  readonly model: string;
  readonly promptVersion: string;
  readonly earlierPromptVersions: readonly string[];
  readonly readsPaths: boolean;
  readonly readsContext: boolean;
  readonly setting: string | undefined;
  readonly together?: Together<CompletionRequest>;
  readonly #leaf: LlmProvider;
  readonly #parent: LlmProvider;

  constructor({ leaf, parent }: { readonly leaf: LlmProvider; readonly parent: LlmProvider }) {
    this.#leaf = leaf;
    this.#parent = parent;
    this.name = leaf.name;
    this.model = leaf.model;
    this.promptVersion = leaf.promptVersion;
    this.earlierPromptVersions = leaf.earlierPromptVersions ?? [];
    this.readsPaths = leaf.readsPaths ?? true;
    this.readsContext = leaf.readsContext ?? false;
    this.setting = leaf.setting;
    if (leaf.together !== undefined) this.together = leaf.together;
  }

  modelOf(kind: NodeKind): string {
    return this.#of(kind).model;
  }

  withoutCall(request: CompletionRequest): Completion | undefined {
    return this.#of(request.node.label).withoutCall?.(request);
  }

  askAgain(request: CompletionRequest, answered: Answered): CompletionRequest | undefined {
    return this.#of(request.node.label).askAgain?.(request, answered);
  }

  /** Of a model that nobody can tell for: nothing. */
  estimate(request: CompletionRequest): UsageEstimate {
    const estimate = this.#of(request.node.label).estimate?.(request);
    return estimate ?? { inputTokens: 0, outputTokens: 0, mostTokens: 0, costUsd: null, mostCostUsd: null };
  }

  /** Rejects as the model's provider does. */
  getCompletion(request: CompletionRequest, options: CallOptions = {}): Promise<Completion> {
    return this.#of(request.node.label).getCompletion(request, withoutUndefined(options));
  }

  #of(kind: NodeKind): LlmProvider {
    return kind === "FILE" || kind === "FOLDER" ? this.#parent : this.#leaf;
  }
}
