import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { type Logger, silentLogger } from "@stemma/core";
import { Bursts, CallRunner, type ProjectFlags, WarmTree } from "@stemma/pipeline";
import type { Hono } from "hono";
import { RunInHand } from "../actions/run-in-hand.js";
import { createApp } from "./create-app.js";
import { cookieName, TOKEN_PARAMETER } from "./guard.js";
import { readPageFiles } from "./page-files.js";
import { portTaken } from "./port-taken.js";

/** What is served, and how. */
export interface ServeWebOptions {
  /** Where the documented tree is looked for: here or above. */
  readonly directory: string;
  /** A directory with data of Chroma, of which only the collections are shown; no tree is needed for that. */
  readonly data?: string | undefined;
  readonly flags?: ProjectFlags | undefined;
  /** Default: one that is free. */
  readonly port?: number | undefined;
  /** The tree may be changed through the page: merges, runs of `document`. Default `false`. */
  readonly canWrite?: boolean | undefined;
  /** Default: silent. */
  readonly logger?: Logger | undefined;
  /** Ends the serving. */
  readonly signal: AbortSignal;
  /** Told once the page can be opened, with the link that lets a browser in. */
  readonly onReady: (link: string) => void;
}

/** Milliseconds for a client to say what it wants; whoever is slower is cut off. */
const REQUEST_MS = 10_000;
const MOST_CONNECTIONS = 1_200;
/** Questions that wait for their turn: as many as there may be connections, of which each asks one at a time. */
const MOST_WAITING = MOST_CONNECTIONS;

/**
 * Serves the page of the nearest documented tree, or of a directory of Chroma's, on this machine alone, until `signal` fires. What is served is
 * opened with each burst of questions and let go a second after the last.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws as {@link StemmaProject.openNearest}
 * @throws {@link PageNotBuiltError} `PAGE_NOT_BUILT`
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a port that is taken or a
 * directory without data
 */
export async function serveWeb(options: ServeWebOptions): Promise<void> {
  const {
    directory,
    data,
    flags,
    logger = silentLogger,
    port = 0,
    canWrite = false,
    signal,
    onReady,
  } = options;
  const page = fileURLToPath(new URL("../../build/page/", import.meta.url));
  const files = await readPageFiles(page, { canWrite, hasTree: data === undefined });
  const opened = { logger, flags };
  const tree = new WarmTree({ directory, ...opened });
  const places = new Bursts({
    open: async () => {
      const { openPlace } = await import("../collections/open-place.js");
      return openPlace(directory, { ...opened, data });
    },
  });
  // That there is nothing to show is said before a browser is opened.
  await (data === undefined ? tree.bursts : places).run(() => Promise.resolve());
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  const token = randomBytes(24).toString("base64url");
  const run = new RunInHand();
  const questions = new CallRunner(tree.bursts, { mostWaiting: MOST_WAITING });
  const app = createApp({
    actor: data === undefined ? { questions, run, tree: { directory, opened } } : undefined,
    place: {
      places: new CallRunner(places, { mostWaiting: MOST_WAITING }),
      tree: data === undefined ? questions : undefined,
    },
    files,
    logger,
    signal,
    port: taken,
    token,
    canWrite: canWrite && data === undefined,
  });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  server.on("request", (request, response) => void answer(request, response));
  onReady(`http://127.0.0.1:${taken}/?${TOKEN_PARAMETER}=${token}`);
  if (data === undefined) void askAhead(app, taken, token);
  if (!signal.aborted) await once(signal, "abort");
  // First of all: what it leaves in the state directory is to go, whatever time the rest takes.
  const closed = Promise.all([tree.close(), places.close()]);
  server.close();
  server.closeAllConnections();
  await run.stop();
  await closed;
}

/** While the link is opened: what is read once for all later questions. A browser that asks the same meanwhile is answered with it. */
async function askAhead(app: Hono, port: number, token: string): Promise<void> {
  const headers = { host: `127.0.0.1:${port}`, cookie: `${cookieName(port)}=${token}` };
  for (const asked of ["overview", "suggest?q=a"]) await app.request(`/api/${asked}`, { headers });
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    throw portTaken(error, port);
  }
}
