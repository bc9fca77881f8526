import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { silentLogger } from "@stemma/core";
import { endWithin } from "@stemma/pipeline";
import { type ServeTreeOptions, serveTree } from "../server/served-tree.js";
import { GRACE_MS } from "../stdio/serve-stdio.js";
import { holdsToken } from "./bearer-token.js";

type NodeRequest = Parameters<ReturnType<typeof toNodeHandler>>[0];

/** Where the protocol is spoken. */
const PATH = "/mcp";
const MAX_BODY_BYTES = 1_000_000;
const MAX_CONNECTIONS = 64;

/** What is served over HTTP, to whom. */
export interface ServeHttpOptions extends ServeTreeOptions {
  /** `0`: one that is free. */
  readonly port: number;
  /** Whoever asks must bring it: `Authorization: Bearer …`. */
  readonly token: string;
  /** Is told where it listens, once it does. */
  readonly onListening: (url: string) => void;
  /** Ends the serving. */
  readonly signal: AbortSignal;
}

/**
 * Serves the protocol on this machine alone: on the loopback address, to whoever brings the token, and not to pages of a browser that
 * name another host or come from one. Ends when `signal` fires.
 *
 * @throws the system's error where the port is taken
 */
export async function serveHttp({
  port,
  token,
  onListening,
  signal,
  ...options
}: ServeHttpOptions): Promise<void> {
  const served = serveTree(options);
  const { logger = silentLogger } = options;
  const onerror = (error: Error): void => logger.debug({ error }, "A request had an error");
  const handler = createMcpHandler(served.createServer, { onerror, maxRequestBodySize: MAX_BODY_BYTES });
  const answer = toNodeHandler(handler, { onerror });
  const isAllowed = guard(token);
  const server = createServer((request, response) => {
    // A request that a server has been given has a method.
    if (isAllowed(request, response)) void answer(request as NodeRequest, response);
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, "127.0.0.1");
  await once(server, "listening", { signal });
  onListening(`http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`);
  if (!signal.aborted) await once(signal, "abort");
  endWithin(GRACE_MS);
  server.close();
  server.closeAllConnections();
  await handler.close();
  await served.close();
}

/** Answers what may not be asked itself. Hosts and origins first: a page learns nothing of whether its token was right. */
function guard(token: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const isOwnHost = localhostHostValidation();
  const isOwnOrigin = localhostOriginValidation();
  return (request, response) => {
    if (!isOwnHost(request, response) || !isOwnOrigin(request, response)) return false;
    if (!holdsToken(request.headers.authorization, token))
      return refuse(response, 401, { "www-authenticate": "Bearer" });
    if (new URL(request.url ?? "/", "http://localhost").pathname !== PATH) return refuse(response, 404);
    return true;
  };
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): false {
  response.writeHead(status, { "content-type": "text/plain", connection: "close", ...headers });
  response.end(status === 401 ? "Bring the token: Authorization: Bearer …\n" : `There is only ${PATH}\n`);
  return false;
}
