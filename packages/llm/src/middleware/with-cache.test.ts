import { describe, expect, it } from "@jest/globals";
import type { CompletionCache } from "../cache/completion-cache.js";
import type { Completion } from "../completion.js";
import { facts, request, scriptedProvider } from "../testing/requests.fixture.js";
import { withCache } from "./with-cache.js";

function mapCache(): CompletionCache & { entries: Map<string, Completion> } {
  const entries = new Map<string, Completion>();
  return {
    entries,
    read: (key) => entries.get(key),
    write: (key, completion) => void entries.set(key, completion),
    close: () => undefined,
  };
}

describe("withCache", () => {
  const aRequest = request(facts("FILE", "a.py"));
  const answer = { text: "t", summary: "s", usage: { inputTokens: 9, outputTokens: 1, costUsd: 0.1 } };

  it("asks once, and says that the second answer cost nothing", async () => {
    const provider = scriptedProvider(answer);
    const llm = withCache(mapCache())(provider);
    await expect(llm.getCompletion(aRequest)).resolves.toEqual(answer);
    await expect(llm.getCompletion(structuredClone(aRequest))).resolves.toEqual({
      text: "t",
      summary: "s",
      usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
      isCached: true,
    });
    expect(provider.calls).toBe(1);
  });

  it("asks again for another source, another model and another wording, and after an error", async () => {
    const cache = mapCache();
    const provider = scriptedProvider(new Error("down"), answer);
    const llm = withCache(cache)(provider);
    await expect(llm.getCompletion(aRequest)).rejects.toThrow("down");
    await llm.getCompletion(aRequest);
    await llm.getCompletion(request(facts("FILE", "a.py", { source: "x = 1" })));
    await withCache(cache)({ ...provider, model: "other" }).getCompletion(aRequest);
    await withCache(cache)({ ...provider, promptVersion: "2" }).getCompletion(aRequest);
    expect(cache.entries.size).toBe(4);
  });
});
