import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type CallToolResult, Client, type Progress } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { withoutUndefined } from "@stemma/core";
import type { Standing } from "@stemma/pipeline";
import { commandEnvironment } from "./run-stemma.fixture.js";

const bin = fileURLToPath(new URL("../../bin/stemma.js", import.meta.url));

/** The protocol as it was with sessions, and as it is. */
export type Era = "legacy" | { readonly pin: "2026-07-28" };
export const eras: readonly Era[] = ["legacy", { pin: "2026-07-28" }];

interface SessionOptions {
  readonly era?: Era | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Of the command. */
  readonly flags?: readonly string[] | undefined;
}

/** What a tool answered, with the data that every answer has. */
export interface ToolResult extends CallToolResult {
  /** Of the first block. */
  readonly text: string;
  readonly data: Record<string, unknown> & { readonly standing: Standing; readonly omitted?: string[] };
}

/** The SDK's own client, and the built command behind it. */
export class McpSession implements AsyncDisposable {
  readonly client: Client;
  readonly #transport: StdioClientTransport;
  /** What the client could not read. */
  readonly errors: string[] = [];
  /** What the server wrote to standard error. */
  stderr = "";

  private constructor(client: Client, transport: StdioClientTransport) {
    this.client = client;
    this.#transport = transport;
    transport.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
  }

  static async start(
    root: string,
    { era = "legacy", env: own = {}, flags = [] }: SessionOptions = {},
  ): Promise<McpSession> {
    const env = Object.fromEntries(
      Object.entries(commandEnvironment(own)).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ) as Record<string, string>;
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [bin, "-C", root, "mcp", ...flags],
      env,
      stderr: "pipe",
    });
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: era } });
    const session = new McpSession(client, transport);
    client.onerror = (error) => session.errors.push(String(error));
    await client.connect(transport);
    return session;
  }

  get pid(): number {
    return this.#transport.pid ?? 0;
  }

  async call(
    name: string,
    given: Record<string, unknown> = {},
    signal?: AbortSignal,
    onprogress?: (progress: Progress) => void,
  ): Promise<ToolResult> {
    const options = { timeout: 120_000, ...withoutUndefined({ signal, onprogress }) };
    const result = await this.client.callTool({ name, arguments: given }, options);
    const [block] = result.content;
    const text = block?.type === "text" ? block.text : "";
    return Object.assign(result, { text, data: result.structuredContent as ToolResult["data"] });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
  }
}

/** Resolves when no process has this id any more. */
export async function ended(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await once(AbortSignal.timeout(20), "abort");
  }
}
