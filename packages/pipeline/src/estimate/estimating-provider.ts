import { withoutUndefined } from "@stemma/core";
import {
  type Completion,
  type CompletionRequest,
  isSmall,
  type LlmProvider,
  type NodeKind,
  type Together,
  type UsageEstimate,
} from "@stemma/llm";

/** About as long as a sentence of a summary is; its words are never read. Of small nodes one is asked for, of others up to two. */
const PLACEHOLDER_SENTENCE = "Does what its name says, with the parts that it has, for those who call it. ";

/** Sums of what the calls would take. */
export interface EstimatedUsage {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly mostTokens: number;
  readonly costUsd: number | null;
  readonly mostCostUsd: number | null;
}

/** Stands in for a model: adds up what each call would take, and makes none. */
export class EstimatingProvider implements LlmProvider {
  readonly name: string;
  readonly model: string;
  readonly promptVersion: string;
  readonly earlierPromptVersions: readonly string[];
  /** Calls are reckoned as they would be made: those for several nodes, too. */
  readonly isFree = false;
  readonly readsUsers: boolean;
  readonly readsContext: boolean;
  readonly readsPaths: boolean;
  readonly setting: string | undefined;
  readonly together?: Together<CompletionRequest>;
  readonly #provider: LlmProvider;
  #usage: EstimatedUsage = {
    calls: 0,
    inputTokens: 0,
    outputTokens: 0,
    mostTokens: 0,
    costUsd: 0,
    mostCostUsd: 0,
  };

  constructor(provider: LlmProvider) {
    this.#provider = provider;
    this.name = provider.name;
    this.model = provider.model;
    this.promptVersion = provider.promptVersion;
    this.earlierPromptVersions = provider.earlierPromptVersions ?? [];
    this.readsContext = provider.readsContext ?? false;
    this.readsUsers = provider.readsUsers ?? false;
    this.readsPaths = provider.readsPaths ?? true;
    this.setting = provider.setting;
    const { together } = provider;
    // That a model answers in the form is taken for granted.
    if (together !== undefined)
      this.together = { isProven: true, fits: (requests) => together.fits(requests) };
  }

  get usage(): EstimatedUsage {
    return this.#usage;
  }

  modelOf(kind: NodeKind): string {
    return this.#provider.modelOf?.(kind) ?? this.model;
  }

  withoutCall(request: CompletionRequest): Completion | undefined {
    return this.#provider.withoutCall?.(request);
  }

  getCompletion(request: CompletionRequest): Promise<Completion> {
    const estimate = this.#provider.estimate?.(request);
    if (estimate !== undefined) this.#usage = add(this.#usage, estimate);
    const companions = request.companions?.map(placeholder);
    return Promise.resolve({ ...placeholder(request), ...withoutUndefined({ companions }) });
  }
}

function placeholder(request: CompletionRequest): Completion {
  const summary = PLACEHOLDER_SENTENCE.repeat(isSmall(request) ? 1 : 2);
  return { text: `${request.node.name}: to be written`, summary };
}

function add(sum: EstimatedUsage, call: UsageEstimate): EstimatedUsage {
  const addCost = (left: number | null, right: number | null): number | null =>
    left === null || right === null ? null : left + right;
  return {
    calls: sum.calls + 1,
    inputTokens: sum.inputTokens + call.inputTokens,
    outputTokens: sum.outputTokens + call.outputTokens,
    mostTokens: sum.mostTokens + call.mostTokens,
    costUsd: addCost(sum.costUsd, call.costUsd),
    mostCostUsd: addCost(sum.mostCostUsd, call.mostCostUsd),
  };
}
