import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  embedAs,
  failWith,
  freePort,
  type ModelScript,
  malformedJson,
  RecordingLogger,
  type ScriptedModel,
  stall,
  startScriptedModel,
} from "@stemma/test-cleanup";
import { EndpointEmbedder, type EndpointEmbedderOptions } from "./endpoint-embedder.js";
import { retryAfterMs } from "./retry-after.js";

const apiKey = "sk-never-to-be-seen";
const answering: ModelScript = ({ texts }) => embedAs(texts.map((text) => [text.length, 1]));

describe("EndpointEmbedder", () => {
  let model: ScriptedModel;
  let logger: RecordingLogger;
  beforeEach(async () => {
    model = await startScriptedModel(answering);
    logger = new RecordingLogger();
  });
  afterEach(() => model.close());

  function embedder(options: Partial<EndpointEmbedderOptions> = {}): EndpointEmbedder {
    const endpoint = { baseUrl: model.url, model: "letters", dimension: 2, apiKey, logger };
    return new EndpointEmbedder({ ...endpoint, retry: { baseDelayMs: 1 }, ...options });
  }

  it("asks in batches, with the key and the caller's headers, and keeps the order", async () => {
    const seen: number[] = [];
    const made = await embedder({ textsPerRequest: 2, headers: { "x-team": "a" } }).embedFlat(
      ["a", "bb", "ccc"],
      {
        onProgress: (done) => seen.push(done),
      },
    );
    expect([...made]).toEqual([1, 1, 2, 1, 3, 1]);
    expect(seen).toEqual([2, 3]);
    expect(model.requests.map(({ path, body }) => [path, body])).toEqual([
      ["/v1/embeddings", { model: "letters", input: ["a", "bb"], encoding_format: "float" }],
      ["/v1/embeddings", { model: "letters", input: ["ccc"], encoding_format: "float" }],
    ]);
    expect(model.requests[0]?.headers).toMatchObject({ authorization: `Bearer ${apiKey}`, "x-team": "a" });
  });

  it("waits as long as a busy endpoint asks, and tries again after a failing one", async () => {
    const pauses: number[] = [];
    const clock = {
      now: () => 0,
      monotonicMs: () => 0,
      schedule: (delayMs: number, callback: () => void) => {
        if (delayMs < 50_000) {
          pauses.push(delayMs);
          queueMicrotask(callback);
        }
        return () => undefined;
      },
    };
    model.behave([failWith(429, { retryAfterSeconds: 7 }), failWith(500), embedAs([[1, 2]])]);
    const retry = { clock, random: () => 0, baseDelayMs: 100 };
    expect([...(await embedder({ retry }).embedFlat(["a"]))]).toEqual([1, 2]);
    expect(pauses).toEqual([7_000, 100]);
    expect(logger.records("warn")).toHaveLength(2);
    expect(logger.records("error")).toEqual([]);
  });

  it("asks again for what was cut off or is no JSON", async () => {
    model.behave([malformedJson('{"data": [{"emb'), malformedJson("<html>"), embedAs([[1, 2]])]);
    expect(await embedder().embedFlat(["a"])).toHaveLength(2);
  });

  it.each<[string, string, ModelScript]>([
    ["refuses the key", "NOT_AUTHORIZED", failWith(401)],
    ["stays busy", "CHROMA_UNAVAILABLE", failWith(429)],
    ["keeps failing", "CHROMA_UNAVAILABLE", failWith(500)],
    ["keeps answering nonsense", "EMBEDDING_FAILED", malformedJson()],
    ["does not know the model", "EMBEDDING_FAILED", failWith(404)],
    ["refuses a single text", "EMBEDDING_FAILED", failWith(400)],
    ["answers another dimension", "DIMENSION_MISMATCH", embedAs([[1, 2, 3]])],
    [
      "answers more than was asked",
      "EMBEDDING_FAILED",
      embedAs([
        [1, 2],
        [3, 4],
      ]),
    ],
    ["stalls", "TIMEOUT", stall()],
    ["stalls after its headers", "TIMEOUT", stall({ afterHeaders: true })],
    ["prints the key that it refuses", "EMBEDDING_FAILED", malformedJson(`bad key ${apiKey}`)],
  ])("that %s ends in %s, and the key is seen nowhere", async (_what, code, script) => {
    model.behave(script);
    const failure: unknown = await embedder()
      .embedFlat(["a"], { timeoutMs: code === "TIMEOUT" ? 300 : 60_000 })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, operationName: "EmbedTexts" });
    const { message, stack, cause } = failure as Error;
    const told = [message, stack, JSON.stringify(cause), JSON.stringify(logger.records())].join();
    expect(told).not.toContain(apiKey);
    expect(logger.records("error")).toHaveLength(1);
  });

  it("halves batches that are too large, and stays with the size that went", async () => {
    model.behave(({ texts }) => (texts.length > 3 ? failWith(413) : embedAs(texts.map(() => [1, 2]))));
    const texts = Array.from({ length: 12 }, (_value, index) => `${index}`);
    const made = await embedder({ textsPerRequest: 12 }).embedFlat(texts);
    expect(made).toHaveLength(24);
    expect(model.requests.map((request) => request.texts.length)).toEqual([12, 6, 3, 3, 3, 3]);
  });

  it("ends with the caller's signal, and lets go of the connection", async () => {
    model.behave(stall());
    const controller = new AbortController();
    const asking = embedder().embedFlat(["a"], { signal: controller.signal });
    while (model.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(asking).rejects.toMatchObject({ code: "CANCELLED" });
    await model.requests[0]?.closed;
  });

  it("says that nothing listens", async () => {
    const lost = embedder({ baseUrl: `http://127.0.0.1:${await freePort()}/v1/` });
    await expect(lost.embedFlat(["a"])).rejects.toMatchObject({
      code: "CHROMA_UNAVAILABLE",
      retryable: true,
    });
    await lost.close();
    await expect(lost.embedFlat(["a"])).rejects.toMatchObject({ code: "CLOSED" });
  });
});

describe("retryAfterMs", () => {
  it.each([
    [null, undefined],
    ["3", 3_000],
    ["0.5", 500],
    ["Thu, 01 Jan 1970 00:00:10 GMT", 9_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["soon", undefined],
  ])("reads %s as %s", (header, expected) => {
    expect(retryAfterMs(header, 1_000)).toBe(expected);
  });
});
