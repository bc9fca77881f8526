import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { behave } from "./behave.js";
import type { ModelBehaviour } from "./model-behaviour.js";

/** A request as it came in. */
export interface ModelRequest {
  /** For example `/v1/chat/completions`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
  /** The contents of all messages, one after the other; `""` for embeddings. */
  readonly prompt: string;
  /** The texts of a request for embeddings. */
  readonly texts: readonly string[];
  /** Resolves when the connection of this request has ended, whoever ended it. */
  readonly closed: Promise<void>;
}

/** A loopback server that speaks the OpenAI protocol and does as it is told. */
export interface ScriptedModel extends AsyncDisposable {
  /** For `baseUrl`: `http://127.0.0.1:<port>/v1`. */
  readonly url: string;
  /** In the order in which they came. */
  readonly requests: readonly ModelRequest[];
  /** What it does from now on. */
  behave(script: ModelScript): void;
  /** Breaks all connections and ends it. Idempotent. */
  close(): Promise<void>;
}

/** What the model does: always the same, one after the other (the last one for ever), or as a request asks for. */
export type ModelScript =
  | ModelBehaviour
  | readonly ModelBehaviour[]
  | ((request: ModelRequest, callNumber: number) => ModelBehaviour);

/**
 * Starts an OpenAI-compatible server on the loopback interface, for chat completions (streamed or whole) and embeddings.
 *
 * @example
 * ```ts
 * await using model = await startScriptedModel([failWith(429, { retryAfterSeconds: 1 }), answerWith("Parses a date.")]);
 * ```
 */
export async function startScriptedModel(script: ModelScript): Promise<ScriptedModel> {
  const requests: ModelRequest[] = [];
  let choose = chooser(script);
  const server = createServer((incoming, response) => {
    const answering = readRequest(incoming).then((request) => {
      requests.push(request);
      behave(choose(request, requests.length), response, request.body["stream"] === true);
    });
    // The client has gone before it had said all, or said something that is no JSON.
    answering.catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    behave(next) {
      choose = chooser(next);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function chooser(script: ModelScript): (request: ModelRequest, callNumber: number) => ModelBehaviour {
  if (typeof script === "function") return script;
  const behaviours: readonly ModelBehaviour[] = "kind" in script ? [script] : [...script];
  let next = 0;
  return () => {
    const behaviour = behaviours[Math.min(next, behaviours.length - 1)];
    next += 1;
    if (behaviour === undefined) throw new Error("the script of the model is empty");
    return behaviour;
  };
}

async function readRequest(incoming: IncomingMessage): Promise<ModelRequest> {
  // Not `once`, which rejects when the connection breaks.
  // One connection may bring many requests.
  incoming.socket.setMaxListeners(0);
  const closed = new Promise<void>((resolve) => incoming.socket.once("close", () => resolve()));
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
  const messages = (body["messages"] ?? []) as { readonly content: unknown }[];
  return {
    path: incoming.url ?? "",
    headers: incoming.headers,
    body,
    prompt: messages
      .map(({ content }) => (typeof content === "string" ? content : JSON.stringify(content)))
      .join("\n"),
    texts: [body["input"] ?? []].flat() as string[],
    closed,
  };
}
