import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A loopback server that speaks the OpenAI protocol for chat completions. */
export interface CompletionServer {
  /** For `baseUrl`. */
  readonly url: string;
  /** Prompts in the order in which they came. */
  readonly prompts: readonly string[];
  /** Values of the `authorization` header. */
  readonly keys: ReadonlySet<string | undefined>;
  close(): Promise<void>;
}

/** Starts a server whose model answers `answer(prompt)`, or fails with a status where that gives a number. */
export async function startCompletionServer(
  answer: (prompt: string, callNumber: number) => string | number,
): Promise<CompletionServer> {
  const prompts: string[] = [];
  const keys = new Set<string | undefined>();
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      const prompt = body.messages.map(({ content }) => content).join("\n");
      prompts.push(prompt);
      keys.add(request.headers.authorization);
      const said = answer(prompt, prompts.length);
      response.setHeader("content-type", "application/json");
      response.statusCode = typeof said === "number" ? said : 200;
      response.end(
        JSON.stringify(typeof said === "number" ? { error: { message: "out of order" } } : completion(said)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    prompts,
    keys,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function completion(content: string): object {
  return {
    id: "completion",
    object: "chat.completion",
    created: 1,
    model: "scripted",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  };
}

async function readJson(request: IncomingMessage): Promise<{ messages: { content: string }[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as { messages: { content: string }[] };
}
