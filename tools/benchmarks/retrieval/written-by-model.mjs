// What a real model writes of nodes, kept by their content, for as long as there is time.
import { join } from "node:path";
import { stackMiddleware, withCache } from "@stemma/llm";
import { AiSdkProvider, openLanguageModel } from "@stemma/llm/ai-sdk";
import { SqliteCompletionCache } from "@stemma/llm/cache";
import { MODEL } from "../../real-model/with-model.mjs";

/** Texts in the order of `requests`; `undefined` where there was no time, or no answer. */
export async function writtenByModel(url, requests, { cache, minutes }) {
  const completions = SqliteCompletionCache.open(join(cache, "completions.sqlite"));
  const { model } = await openLanguageModel({ service: "openai-compatible", model: MODEL, baseUrl: url });
  const options = { model, isCiting: false, maxInputTokens: 1_500, maxOutputTokens: 120 };
  const llm = stackMiddleware(
    new AiSdkProvider({ ...options, timeoutMs: 900_000, stallTimeoutMs: 300_000 }),
    [withCache(completions)],
  );
  const endsAtMs = performance.now() + minutes * 60_000;
  const texts = [];
  let failed = 0;
  let asked = 0;
  try {
    for (const request of requests) {
      if (performance.now() > endsAtMs) break;
      const { text, isCached = false } = await llm
        .getCompletion(request)
        .catch(() => ({ text: undefined, isCached: false }));
      texts.push(text);
      if (text === undefined) failed += 1;
      if (!isCached) asked += 1;
    }
  } finally {
    completions.close();
  }
  const written = texts.length - failed;
  const note = `${MODEL}: ${written} of ${requests.length} written, ${failed} without an answer, ${asked} calls in this run`;
  return { texts, note };
}
