import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";

/** How a service answers a call. */
export type Answer = (outgoing: ServerResponse, name: string) => void;

const event = (data: object | string): string =>
  `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
const chunk = (content: string, finishReason: string | null): string =>
  event({
    id: "1",
    object: "chat.completion.chunk",
    created: 1,
    model: "test",
    choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: finishReason }],
  });
const usage = event({
  id: "1",
  object: "chat.completion.chunk",
  created: 1,
  model: "test",
  choices: [],
  usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
});

const begin = (outgoing: ServerResponse, ...events: string[]): void => {
  outgoing.writeHead(200, { "content-type": "text/event-stream" });
  outgoing.write(events.join(""));
};
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (outgoing) =>
    outgoing
      .writeHead(code, { "content-type": "application/json", ...headers })
      .end(JSON.stringify({ error: { message: `fault ${code}`, type: "x" } }));
const streamed =
  (content: (name: string) => string, finishReason: string): Answer =>
  (outgoing, name) => {
    begin(outgoing, chunk(content(name), null), chunk("", finishReason), usage);
    outgoing.end(event("[DONE]"));
  };

/** Every way in which a service of the OpenAI protocol may answer. */
export const answers = {
  well: streamed((name) => `${name} works.`, "stop"),
  rateLimited: status(429, { "retry-after": "7" }),
  down: status(500),
  refusing: status(401),
  empty: streamed(() => " ", "stop"),
  overLimit: streamed((name) => `${name} works and`, "length"),
  malformed: (outgoing) => {
    begin(outgoing, "data: { this is\n\n");
    outgoing.end();
  },
  cut: (outgoing, name) => {
    begin(outgoing, chunk(`fault: half of ${name}`, null));
    setImmediate(() => outgoing.destroy());
  },
  stalled: (outgoing, name) => {
    begin(outgoing, chunk(`fault: beginning of ${name}`, null));
  },
} satisfies Record<string, Answer>;

/** A model on the loopback interface that answers each node as the test says, one answer after the other, the last for ever. */
export class FaultyModelService {
  readonly calls: string[] = [];
  script: Readonly<Record<string, readonly Answer[]>> = {};
  readonly #server: Server = createServer((incoming, outgoing) => {
    void readText(incoming).then((body) => {
      const name = /Document the \w+ `([^`]+)`/u.exec(body)?.[1] ?? "";
      const earlier = this.calls.filter((call) => call === name).length;
      this.calls.push(name);
      const script = this.script[name] ?? [answers.well];
      script[Math.min(earlier, script.length - 1)]?.(outgoing, name);
    });
  });

  static async start(): Promise<FaultyModelService> {
    const service = new FaultyModelService();
    service.#server.listen(0, "127.0.0.1");
    await once(service.#server, "listening");
    return service;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  countOf(name: string): number {
    return this.calls.filter((call) => call === name).length;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
