import type { CompletionCache } from "../cache/completion-cache.js";
import { noUsage } from "../completion.js";
import { type ProviderMiddleware, wrapProvider } from "../llm-provider.js";
import { hashRequest } from "../request/request-hash.js";

/**
 * Answers from `cache` what was answered before: the same request to the same model in the same wording. Such an answer
 * costs nothing and says so (`isCached`). Put it outermost, above budget and retries. Errors are not kept.
 */
export function withCache(cache: CompletionCache): ProviderMiddleware {
  return (inner) =>
    wrapProvider(inner, async (request, options) => {
      const key = hashRequest(inner, request);
      const known = cache.read(key);
      if (known !== undefined) return { ...known, usage: noUsage, isCached: true };
      const completion = await inner.getCompletion(request, options);
      cache.write(key, completion);
      return completion;
    });
}
