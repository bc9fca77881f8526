import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call as it came in. */
export interface ReceivedCall {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server on the loopback interface that answers as the test says. */
export class LoopbackService {
  readonly calls: ReceivedCall[] = [];
  respond: RequestListener = (_incoming, outgoing) => outgoing.writeHead(500).end();
  readonly server = createServer((incoming, outgoing) => {
    let body = "";
    incoming.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    incoming.on("end", () => {
      this.calls.push({ url: incoming.url ?? "", headers: incoming.headers, body });
      this.respond(incoming, outgoing);
    });
  });

  static async start(): Promise<LoopbackService> {
    const service = new LoopbackService();
    service.server.listen(0, "127.0.0.1");
    await once(service.server, "listening");
    return service;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers every call with one body. */
  reply(status: number, body: string, headers: Record<string, string> = {}): void {
    this.respond = (_incoming, outgoing) =>
      outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  }

  /** Answers every call with a stream of events; `andThen` ends it, or does not. */
  stream(events: readonly string[], andThen: (outgoing: ServerResponse) => void = (out) => out.end()): void {
    this.respond = (_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-type": "text/event-stream" });
      outgoing.write(events.join(""), () => andThen(outgoing));
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
