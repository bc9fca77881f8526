import { createHash } from "node:crypto";
import { type CallOptions, withoutUndefined } from "@stemma/core";
import type { BatchDesk } from "../batch/batch-desk.js";
import { type Completion, noUsage, type TokenUsage } from "../completion.js";
import { usageOfFailure } from "../errors/llm-error.js";
import { type LlmProvider, wrapProvider } from "../llm-provider.js";
import { type CompletionRequest, contentOf, requestsOf } from "../request/completion-request.js";
import { shareUsage } from "../usage/share-usage.js";
import type { AiSdkProvider } from "./ai-sdk-provider.js";

/** What an earlier run's call says of one request. */
interface Recalled {
  /** `null`: nothing of use; it is asked for again. */
  readonly completion: Completion | null;
  /** Its share of what that call took. */
  readonly usage: TokenUsage;
  /** Leaves the answer for whoever asks next. */
  readonly putBack: () => void;
}

/**
 * A model whose calls go by way of `desk`: what an earlier run has asked for, and was killed or stopped before it had the answer, is not
 * asked for again, whether it was asked for alone or with others.
 */
export function withBatches(model: AiSdkProvider, desk: BatchDesk): LlmProvider {
  const keyOf = (request: CompletionRequest): string =>
    createHash("sha256")
      .update(JSON.stringify([model.name, model.model, contentOf(alone(request))]))
      .digest("hex");

  const recall = async (request: CompletionRequest, options: CallOptions): Promise<Recalled | undefined> => {
    const key = keyOf(request);
    const earlier = desk.earlier(key);
    if (earlier === undefined) return undefined;
    const { position, count } = earlier;
    const putBack = (): void => desk.putBack(earlier, key);
    const shareOf = (usage: TokenUsage = noUsage): TokenUsage =>
      shareUsage(usage, count)[position] ?? noUsage;
    try {
      const { usage, completion } = await desk.recalling(earlier, key, () =>
        model.readEarlier(request, { position, count }, options),
      );
      return { completion, usage: shareOf(usage), putBack };
    } catch (error) {
      if (options.signal?.aborted) throw error;
      return { completion: null, usage: shareOf(usageOfFailure(error)), putBack };
    }
  };

  return wrapProvider(model, async (request, options = {}) => {
    const requests = requestsOf(request);
    const recalled = await Promise.all(requests.map((each) => recall(each, options)));
    const open = requests.filter((_, index) => (recalled[index]?.completion ?? null) === null);
    const [first, ...others] = open;
    const earlier = recalled.filter((each) => each !== undefined);
    let asked: Completion | undefined;
    try {
      if (first !== undefined) {
        const question = open.length === requests.length ? request : { ...alone(first), companions: others };
        asked = await desk.asking(open.map(keyOf), () => model.getCompletion(question, options));
      }
    } catch (error) {
      for (const each of earlier) if (each.completion !== null) each.putBack();
      throw error;
    }
    if (earlier.length === 0 && asked !== undefined) return asked;
    const answers = new Map<CompletionRequest, Completion | null>();
    if (first !== undefined && asked !== undefined) answers.set(first, asked);
    for (const [index, other] of others.entries()) answers.set(other, asked?.companions?.[index] ?? null);
    const [own, ...companions] = requests.map(
      (each, index) => answers.get(each) ?? recalled[index]?.completion ?? null,
    );
    if (own == null) throw new Error("the first request has neither an earlier answer nor one of its own");
    const usages = [asked?.usage ?? noUsage, ...earlier.map(({ usage }) => usage)];
    return { ...own, companions, usage: usages.reduce(sumOf) };
  });
}

function alone(request: CompletionRequest): CompletionRequest {
  const { node, parent, children, calls, imports, bases, usedBy, cycle, context, missing, again } = request;
  const asked = { node, parent, children, calls, imports, bases, usedBy, cycle, context, missing };
  return { ...asked, ...withoutUndefined({ again }) };
}

function sumOf(one: TokenUsage, other: TokenUsage): TokenUsage {
  const cached = (one.cachedInputTokens ?? 0) + (other.cachedInputTokens ?? 0);
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    ...(cached === 0 ? {} : { cachedInputTokens: cached }),
    outputTokens: one.outputTokens + other.outputTokens,
    costUsd: one.costUsd === null || other.costUsd === null ? null : one.costUsd + other.costUsd,
  };
}
