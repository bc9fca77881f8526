import { afterEach, describe, expect, it } from "@jest/globals";
import { answerWith, cutAfter, embedAs, failWith, malformedJson, stall } from "./model-behaviour.js";
import { type ModelScript, type ScriptedModel, startScriptedModel } from "./start-scripted-model.js";

let model: ScriptedModel;
afterEach(() => model.close());

async function ask(script: ModelScript, body: object = {}, signal?: AbortSignal): Promise<Response> {
  model = await startScriptedModel(script);
  return askAgain(body, signal);
}

function askAgain(body: object = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${model.url}/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ messages: [{ role: "user", content: "why?" }], ...body }),
    headers: { authorization: "Bearer key" },
    ...(signal ? { signal } : {}),
  });
}

describe("a scripted model", () => {
  it("does one thing after the other, the last one for ever, and keeps the requests", async () => {
    const first = await ask([failWith(429, { retryAfterSeconds: 7 }), failWith(500), answerWith("Because.")]);
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "7"]);
    expect((await askAgain()).status).toBe(500);
    for (let time = 0; time < 2; time += 1) {
      expect(await (await askAgain()).json()).toMatchObject({
        choices: [{ message: { content: "Because." }, finish_reason: "stop" }],
      });
    }
    expect(model.requests.map(({ prompt }) => prompt)).toEqual(["why?", "why?", "why?", "why?"]);
    expect(model.requests[0]).toMatchObject({
      path: "/v1/chat/completions",
      headers: { authorization: "Bearer key" },
    });
  });

  it("answers as the request asks for, and as it is told later", async () => {
    const answer = await ask(({ prompt }, call) => answerWith(`${prompt} ${call}`));
    expect(await answer.text()).toContain("why? 1");
    model.behave(answerWith("later"));
    expect(await (await askAgain()).text()).toContain("later");
  });

  it("streams when asked to", async () => {
    const text = await (await ask(answerWith("one two"), { stream: true })).text();
    const events = text.trim().split("\n\n");
    expect(events).toHaveLength(4);
    expect(events[0]).toContain('"content":"one "');
    expect(events.at(-1)).toBe("data: [DONE]");
  });

  it("gives vectors", async () => {
    model = await startScriptedModel(embedAs([[1, 2]]));
    const body = JSON.stringify({ model: "m", input: ["text"] });
    const answer = await fetch(`${model.url}/embeddings`, { method: "POST", body });
    expect(await answer.json()).toMatchObject({ data: [{ index: 0, embedding: [1, 2] }] });
    expect(model.requests[0]?.texts).toEqual(["text"]);
  });

  it("drops a request that is no JSON", async () => {
    model = await startScriptedModel(answerWith("never"));
    await expect(fetch(model.url, { method: "POST", body: "{" })).rejects.toThrow();
    expect(model.requests).toEqual([]);
  });

  it("breaks JSON", async () => {
    await expect((await ask(malformedJson())).json()).rejects.toThrow();
  });

  it.each([false, true])("cuts an answer off after a text (streamed: %s)", async (stream) => {
    const answer = await ask(cutAfter("half an"), { stream });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it.each([false, true])("stalls until the client gives up (after its headers: %s)", async (afterHeaders) => {
    const controller = new AbortController();
    const asked = ask(stall({ afterHeaders }), {}, controller.signal).then((answer) => answer.text());
    asked.catch(() => undefined);
    while ((model as ScriptedModel | undefined)?.requests.length !== 1) await new Promise(setImmediate);
    controller.abort();
    await expect(asked).rejects.toThrow(/abort/u);
    await model.requests[0]?.closed;
  });
});
