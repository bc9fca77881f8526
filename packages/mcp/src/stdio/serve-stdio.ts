import { StdioServerTransport, serveStdio as serveConnection } from "@modelcontextprotocol/server/stdio";
import { type Logger, silentLogger } from "@stemma/core";
import { endWithin, ProjectBursts, type ProjectFlags, StemmaProject, TreeQuestions } from "@stemma/pipeline";
import { createServer } from "../server/create-server.js";
import { ToolRunner } from "../server/run-tool.js";
import { chooseTools, type ToolSet } from "../tools/choose-tools.js";
import { clientGone } from "./end-with-client.js";
import { takeOutput } from "./private-output.js";

/** What is served, and how. */
export interface ServeOptions {
  /** Where the documented tree is looked for: here or above. */
  readonly directory: string;
  readonly version: string;
  readonly flags?: ProjectFlags | undefined;
  readonly tools?: ToolSet | undefined;
  /** Must not write to standard output. Default: silent. */
  readonly logger?: Logger | undefined;
  /** Ends the serving. */
  readonly signal: AbortSignal;
}

/** Milliseconds for what runs to come to its end when the client is gone. */
const GRACE_MS = 600;

/**
 * Serves the protocol on the process's own standard input and output, until the client is gone or `signal` fires. The tree is
 * opened with the first question, and again after it was idle; that it is not documented is told to whoever asks.
 */
export async function serveStdio(options: ServeOptions): Promise<void> {
  const { directory, version, flags, logger = silentLogger, signal } = options;
  const output = takeOutput(process);
  const bursts = new ProjectBursts({
    open: () => StemmaProject.openNearest(directory, { logger, flags, pythonPrints: "stderr" }),
  });
  const runner = new ToolRunner({ questions: new TreeQuestions(bursts), logger });
  const tools = chooseTools(options.tools);
  const gone = clientGone(process, signal);
  const connection = serveConnection(() => createServer({ version, tools, runner }), {
    transport: new StdioServerTransport(process.stdin, output),
    onerror: (error) => logger.debug({ error }, "The connection had an error"),
  });
  await gone;
  endWithin(GRACE_MS);
  await connection.close().catch(() => undefined);
  await bursts.close();
}
