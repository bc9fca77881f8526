import { StdioServerTransport, serveStdio as serveConnection } from "@modelcontextprotocol/server/stdio";
import { type Logger, silentLogger } from "@stemma/core";
import { endWithin } from "@stemma/pipeline";
import { type ServeMemoryOptions, serveMemory } from "../compat-chroma/serve-memory.js";
import { type Served, type ServeTreeOptions, serveTree } from "../server/served-tree.js";
import { clientGone } from "./end-with-client.js";
import { takeOutput } from "./private-output.js";

/** What is served, and until when. */
export interface ServeOptions extends ServeTreeOptions {
  /** Ends the serving. */
  readonly signal: AbortSignal;
}

/** Milliseconds for what runs to come to its end when the client is gone. */
export const GRACE_MS = 600;

/**
 * Serves the protocol on the process's own standard input and output, until the client is gone or `signal` fires. The tree is
 * opened with the first question, and again after it was idle; that it is not documented is told to whoever asks.
 */
export function serveStdio({ signal, ...options }: ServeOptions): Promise<void> {
  return serveOnStdio(() => serveTree(options), { signal, logger: options.logger });
}

/** What is served of a memory, and until when. */
export interface ServeMemoryOnStdioOptions extends ServeMemoryOptions {
  /** Ends the serving. */
  readonly signal: AbortSignal;
}

/** As {@link serveStdio}, a place of Chroma's with chroma-mcp's tools, and git's commands for it. */
export function serveMemoryOnStdio({ signal, ...options }: ServeMemoryOnStdioOptions): Promise<void> {
  return serveOnStdio(() => serveMemory(options), { signal, logger: options.logger });
}

/** Takes the standard output before anything is made that might write to it. */
async function serveOnStdio(
  make: () => Served,
  { signal, logger = silentLogger }: { readonly signal: AbortSignal; readonly logger?: Logger | undefined },
): Promise<void> {
  const output = takeOutput(process);
  const served = make();
  const gone = clientGone(process, signal);
  const connection = serveConnection(() => served.createServer(), {
    transport: new StdioServerTransport(process.stdin, output),
    onerror: (error) => logger.debug({ error }, "The connection had an error"),
  });
  await gone;
  endWithin(GRACE_MS);
  await connection.close().catch(() => undefined);
  await served.close();
}
