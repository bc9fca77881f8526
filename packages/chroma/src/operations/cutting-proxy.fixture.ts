import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

/** Where the connection breaks: before the server hears of the request, or after it has done what was asked. */
export type Cut = "before" | "after";

/** Stands before a real server on the loopback interface, and breaks connections when told to. */
export class CuttingProxy {
  readonly url: string;
  /** Headers of each request, the newest last. */
  readonly seen: IncomingHttpHeaders[] = [];
  readonly #server: Server;
  readonly #cuts: { readonly path: RegExp; readonly cut: Cut }[] = [];

  private constructor(url: string, server: Server) {
    this.url = url;
    this.#server = server;
  }

  /** @param tls - Key and certificate: with them it speaks https. @param token - Asked of each request when it is given. */
  static async start(target: string, tls?: ServerOptions, token?: string): Promise<CuttingProxy> {
    const server = tls ? createTlsServer(tls) : createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const proxy = new CuttingProxy(tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`, server);
    server.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
      proxy.seen.push(incoming.headers);
      if (token === undefined || incoming.headers["x-chroma-token"] === token) {
        const cut = proxy.takeCut(`${incoming.method ?? ""} ${incoming.url ?? ""}`);
        forward(target, incoming, outgoing, cut);
      } else {
        outgoing.writeHead(401, { "content-type": "application/json" }).end('{"error":"Unauthorized"}');
      }
    });
    return proxy;
  }

  /** Breaks the connection of the next request that fits. */
  cutNext(path: RegExp, cut: Cut): void {
    this.#cuts.push({ path, cut });
  }

  /** Cuts that no request has met. */
  get remainingCuts(): number {
    return this.#cuts.length;
  }

  takeCut(requestLine: string): Cut | undefined {
    const index = this.#cuts.findIndex(({ path }) => path.test(requestLine));
    return index === -1 ? undefined : this.#cuts.splice(index, 1)[0]?.cut;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  cut: Cut | undefined,
): void {
  const breakOff = (): unknown => incoming.socket.destroy();
  if (cut === "before") {
    breakOff();
    return;
  }
  const { method, headers, url = "/" } = incoming;
  const forwarded = request(new URL(url, target), { method, headers }, (answer) => {
    if (cut === "after") {
      answer.resume().on("end", breakOff);
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  forwarded.on("error", breakOff);
  incoming.pipe(forwarded);
}
