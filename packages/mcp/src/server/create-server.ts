import { McpServer } from "@modelcontextprotocol/server";
import { registerPrompts } from "../prompts/register-prompts.js";
import { registerDocuments } from "../resources/register-documents.js";
import type { StemmaTool } from "../tools/tool.js";
import { instructions } from "./instructions.js";
import { outputSchema } from "./output-schema.js";
import type { ToolRunner } from "./run-tool.js";
import { slimSchema } from "./slim-schema.js";

/** What a server is made of. */
export interface ServerOptions {
  readonly version: string;
  readonly tools: readonly StemmaTool[];
  readonly runner: ToolRunner;
}

/** A server with its tools, for one connection: nothing of a client is kept in it. */
export function createServer({ version, tools, runner }: ServerOptions): McpServer {
  const server = new McpServer({ name: "stemma", version }, { instructions });
  for (const tool of tools) {
    const { name, title, description } = tool;
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: slimSchema(tool.input),
        outputSchema: slimSchema(outputSchema(tool)),
        annotations: { readOnlyHint: true, openWorldHint: false },
      },
      (given, { mcpReq }) => runner.run(tool, given, mcpReq.signal),
    );
  }
  registerDocuments(server, runner);
  registerPrompts(server);
  return server;
}
