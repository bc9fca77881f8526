import type { ServerResponse } from "node:http";
import { completion, completionEvents, embeddingList } from "./completion.js";
import type { ModelBehaviour } from "./model-behaviour.js";

const json = { "content-type": "application/json" };
const events = { "content-type": "text/event-stream" };

/** Carries a behaviour out. */
export function behave(behaviour: ModelBehaviour, response: ServerResponse, isStreamed: boolean): void {
  switch (behaviour.kind) {
    case "answer": {
      const { text, finishReason } = behaviour;
      if (isStreamed) response.writeHead(200, events).end(completionEvents(text, finishReason).join(""));
      else response.writeHead(200, json).end(completion(text, finishReason));
      return;
    }
    case "embeddings":
      response.writeHead(200, json).end(embeddingList(behaviour.vectors));
      return;
    case "status": {
      const { status, retryAfterSeconds } = behaviour;
      const retryAfter = retryAfterSeconds === undefined ? {} : { "retry-after": `${retryAfterSeconds}` };
      const error = { error: { message: `scripted status ${status}`, type: "scripted", code: `${status}` } };
      response.writeHead(status, { ...json, ...retryAfter }).end(JSON.stringify(error));
      return;
    }
    case "body":
      response.writeHead(200, json).end(behaviour.body);
      return;
    case "stall":
      if (behaviour.afterHeaders) response.writeHead(200, isStreamed ? events : json).flushHeaders();
      return;
    case "cut": {
      response.writeHead(200, isStreamed ? events : json);
      const [...parts] = completionEvents(behaviour.text, "stop").slice(0, -2);
      const whole = completion(behaviour.text, "stop");
      const beginning = isStreamed ? parts.join("") : whole.slice(0, whole.indexOf('"finish_reason"'));
      response.write(beginning, () => response.destroy());
    }
  }
}
