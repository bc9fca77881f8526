import { McpServer, type ServerContext } from "@modelcontextprotocol/server";
import { withoutUndefined } from "@stemma/core";
import { registerPrompts } from "../prompts/register-prompts.js";
import { registerDocuments } from "../resources/register-documents.js";
import type { CallProgress, StemmaTool } from "../tools/tool.js";
import { annotationsOf } from "./annotations.js";
import { instructionsFor } from "./instructions.js";
import { outputSchema } from "./output-schema.js";
import type { ToolRunner } from "./run-tool.js";
import { slimSchema } from "./slim-schema.js";

/** What a server is made of. */
export interface ServerOptions {
  readonly version: string;
  readonly tools: readonly StemmaTool[];
  readonly runner: ToolRunner;
  /** Whether there are tools that write. Default `false`. */
  readonly allowWrite?: boolean | undefined;
}

/** A server with its tools, for one connection: nothing of a client is kept in it. */
export function createServer({ version, tools, runner, allowWrite = false }: ServerOptions): McpServer {
  const server = new McpServer(
    { name: "stemma", version },
    { instructions: instructionsFor({ allowWrite }) },
  );
  for (const tool of tools) {
    const { name, title, description } = tool;
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: slimSchema(tool.input),
        outputSchema: slimSchema(outputSchema(tool), "output"),
        annotations: annotationsOf(tool),
      },
      (given, { mcpReq }) =>
        runner.run(tool, given, { cancelled: mcpReq.signal, onProgress: progressOf(mcpReq) }),
    );
  }
  registerDocuments(server, runner.calls);
  registerPrompts(server);
  return server;
}

/** Notifications for the token that the client gave with its call, if it did; the last one may be the answer's own. */
function progressOf({ _meta: meta, notify }: ServerContext["mcpReq"]): (progress: CallProgress) => void {
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  let last = -1;
  return ({ done, total, message }) => {
    // Each must be more than the one before.
    if (done <= last) return;
    last = done;
    const params = { progressToken, progress: done, message, ...withoutUndefined({ total }) };
    // Whoever is gone need not be told.
    notify({ method: "notifications/progress", params }).catch(() => undefined);
  };
}
