import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { callsOfRequest, messageBatch, messageLines } from "./anthropic-protocol.js";
import { callsOfUpload, fileOfBatch, openAiBatch, openAiLines } from "./openai-protocol.js";
import { RefusedRequest } from "./refuse-call.js";
import { type BatchScript, endBatch, type ScriptedBatch, type ScriptedCall } from "./scripted-batch.js";

/** A loopback server that takes batches by both protocols and keeps them, as the services do, whoever is gone meanwhile. */
export interface ScriptedBatches extends AsyncDisposable {
  /** For `baseUrl`: `http://127.0.0.1:<port>/v1`. */
  readonly url: string;
  /** Those that were begun, oldest first. */
  readonly batches: readonly ScriptedBatch[];
  /** `METHOD /path` of each request, in their order. */
  readonly requests: readonly string[];
  /** What it does from now on; batches that are over stay as they are. */
  behave(script: BatchScript): void;
  close(): Promise<void>;
}

interface Route {
  readonly pattern: RegExp;
  readonly answer: (found: RegExpExecArray, incoming: IncomingMessage, body: Buffer) => unknown;
}

/**
 * Starts a service that makes calls in batches, by OpenAI's protocol (`/files`, `/batches`) and Anthropic's (`/messages/batches`). What
 * the real ones refuse it refuses, too.
 *
 * @example
 * ```ts
 * await using service = await startScriptedBatches({ answer: ({ prompt }) => `About ${prompt}.`, looks: 3 });
 * ```
 */
export async function startScriptedBatches(script: BatchScript): Promise<ScriptedBatches> {
  let present = script;
  const batches: ScriptedBatch[] = [];
  const files = new Map<string, ScriptedCall[]>();
  const requests: string[] = [];

  const begin = (calls: readonly ScriptedCall[], file: string | null): ScriptedBatch => {
    const id = `batch_${batches.length + 1}`;
    const createdAt = new Date().toISOString();
    const batch: ScriptedBatch = { id, calls, file, createdAt, looks: 0, outcomes: null, refusal: null };
    batches.push(batch);
    if (present.onBegun?.(batch) === "break") throw new BrokenConnection();
    return batch;
  };
  const batchOf = (id = ""): ScriptedBatch => {
    const batch = batches.find((each) => each.id === id);
    if (batch === undefined) throw new RefusedRequest(404, `there is no batch ${id}`);
    return batch;
  };
  const look = (id?: string): ScriptedBatch => {
    const batch = batchOf(id);
    batch.looks += 1;
    if (batch.looks >= (present.looks ?? 1)) endBatch(batch, present);
    return batch;
  };
  const page = (query: string | undefined, after: string, show: (batch: ScriptedBatch) => object): object => {
    const parameters = new URLSearchParams(query);
    const newest = batches.toReversed();
    const last = parameters.get(after);
    const from = last === null ? 0 : newest.findIndex(({ id }) => id === last) + 1;
    const limit = Number(parameters.get("limit") ?? 20);
    const data = newest.slice(from, from + limit).map(show);
    return { object: "list", data, has_more: from + limit < newest.length };
  };

  const routes: Route[] = [
    {
      pattern: /^POST \/v1\/files$/u,
      async answer(_, incoming, body) {
        const id = `file_${files.size + 1}`;
        files.set(id, await callsOfUpload(incoming.headers["content-type"] ?? "", body));
        return { id, object: "file", purpose: "batch" };
      },
    },
    {
      pattern: /^POST \/v1\/batches$/u,
      answer(_, _incoming, body) {
        const file = fileOfBatch(jsonIn(body));
        const calls = files.get(file);
        if (calls === undefined) throw new RefusedRequest(404, `there is no file ${file}`);
        return openAiBatch(begin(calls, file));
      },
    },
    { pattern: /^GET \/v1\/batches(?:\?(.*))?$/u, answer: ([, query]) => page(query, "after", openAiBatch) },
    { pattern: /^GET \/v1\/batches\/([^/?]+)$/u, answer: ([, id]) => openAiBatch(look(id)) },
    {
      pattern: /^GET \/v1\/files\/(.+)-(output|error)\/content$/u,
      answer: ([, id, which]) => openAiLines(batchOf(id), which === "error"),
    },
    {
      pattern: /^POST \/v1\/messages\/batches$/u,
      answer: (_, incoming, body) =>
        messageBatch(begin(callsOfRequest(incoming.headers, jsonIn(body)), null)),
    },
    {
      pattern: /^GET \/v1\/messages\/batches(?:\?(.*))?$/u,
      answer: ([, query]) => page(query, "after_id", messageBatch),
    },
    { pattern: /^GET \/v1\/messages\/batches\/([^/?]+)$/u, answer: ([, id]) => messageBatch(look(id)) },
    {
      pattern: /^GET \/v1\/messages\/batches\/([^/?]+)\/results$/u,
      answer: ([, id]) => messageLines(batchOf(id)),
    },
  ];

  const server = createServer((incoming, response) => {
    const asked = `${incoming.method ?? ""} ${incoming.url ?? ""}`;
    readBody(incoming)
      .then(async (body) => {
        requests.push(asked);
        if (present.status !== undefined) throw new RefusedRequest(present.status, "refused by the script");
        for (const { pattern, answer } of routes) {
          const found = pattern.exec(asked);
          if (found === null) continue;
          reply(response, 200, await answer(found, incoming, body));
          return;
        }
        throw new RefusedRequest(404, `${asked} is nothing`);
      })
      .catch((error: unknown) => {
        if (error instanceof RefusedRequest)
          reply(response, error.status, { error: { type: "invalid_request_error", message: error.message } });
        else response.destroy();
      });
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
    batches,
    requests,
    behave(next) {
      present = next;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

class BrokenConnection extends Error {}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function jsonIn(body: Buffer): Record<string, unknown> {
  return JSON.parse(body.toString()) as Record<string, unknown>;
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
