import { describe, expect, it } from "@jest/globals";
import type { Embedder } from "@stemma/chroma";
import type { Clock } from "@stemma/core";
import { PacedEmbedder } from "./paced-embedder.js";

describe("PacedEmbedder", () => {
  it("makes no more calls a minute than it may, and none after an abort", async () => {
    let nowMs = 0;
    const calls: [number, readonly string[]][] = [];
    const clock: Clock = {
      now: () => nowMs,
      monotonicMs: () => nowMs,
      schedule(delayMs, callback) {
        queueMicrotask(() => {
          nowMs += delayMs;
          callback();
        });
        return () => undefined;
      },
    };
    const inner: Embedder = {
      modelId: "letters",
      dimension: 1,
      embedFlat(texts) {
        calls.push([nowMs, texts]);
        return Promise.resolve(Float32Array.from(texts, ({ length }) => length));
      },
      close: () => Promise.resolve(),
    };
    const paced = new PacedEmbedder(inner, { callsPerMinute: 30, textsPerCall: 2 }, clock);
    expect([...(await paced.embedFlat(["a", "bb", "ccc", "dddd", "eeeee"]))]).toEqual([1, 2, 3, 4, 5]);
    await paced.embedFlat(["f"]);
    expect(calls).toEqual([
      [0, ["a", "bb"]],
      [2_000, ["ccc", "dddd"]],
      [4_000, ["eeeee"]],
      [6_000, ["f"]],
    ]);
    const aborted = paced.embedFlat(["g"], { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: "CANCELLED" });
    expect(calls).toHaveLength(4);
  });
});
