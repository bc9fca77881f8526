import { homedir } from "node:os";
import { join } from "node:path";

/** How a client is told which server to start. */
export interface ServerEntry {
  readonly command: string;
  readonly args: readonly string[];
}

/** Where a client looks for its servers, by its documentation, and how they are written there. */
export interface AssistantClient {
  readonly title: string;
  readonly format: "json" | "toml";
  /** The table of servers in its file. */
  readonly table: string;
  /** Of the project, or of the user. */
  readonly file: (root: string, home: string) => string;
  /** What stands for the project's folder in its file; absent where it must be named. */
  readonly projectFolder?: string;
  /** An entry has this beside command and arguments. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The clients whose files are known. */
export const CLIENTS = {
  claude: {
    title: "Claude Code",
    format: "json",
    table: "mcpServers",
    file: (root) => join(root, ".mcp.json"),
    projectFolder: ".",
  },
  cursor: {
    title: "Cursor",
    format: "json",
    table: "mcpServers",
    file: (root) => join(root, ".cursor", "mcp.json"),
    projectFolder: "${workspaceFolder}",
  },
  vscode: {
    title: "VS Code",
    format: "json",
    table: "servers",
    file: (root) => join(root, ".vscode", "mcp.json"),
    projectFolder: "${workspaceFolder}",
    more: { type: "stdio" },
  },
  codex: {
    title: "Codex",
    format: "toml",
    table: "mcp_servers",
    file: (_, home) => join(home, ".codex", "config.toml"),
  },
  zed: {
    title: "Zed",
    format: "json",
    table: "context_servers",
    file: (root) => join(root, ".zed", "settings.json"),
  },
  windsurf: {
    title: "Windsurf",
    format: "json",
    table: "mcpServers",
    file: (_, home) => join(home, ".codeium", "windsurf", "mcp_config.json"),
  },
} as const satisfies Readonly<Record<string, AssistantClient>>;

export type ClientName = keyof typeof CLIENTS;
export const CLIENT_NAMES = Object.keys(CLIENTS) as readonly ClientName[];

/** Which file, and what is to stand there. */
export interface PlacedEntry {
  readonly client: AssistantClient;
  readonly file: string;
  readonly entry: ServerEntry;
}

/** The entry of a tree for one client. */
export function entryFor(
  name: ClientName,
  { root, home = homedir(), command, flags = [] }: EntryOptions,
): PlacedEntry {
  const client: AssistantClient = CLIENTS[name];
  const [program = "stemma", ...before] = command;
  const args = [...before, "-C", client.projectFolder ?? root, "mcp", ...flags];
  return { client, file: client.file(root, home), entry: { command: program, args } };
}

/** What an entry is made of. */
export interface EntryOptions {
  /** The tree, as an absolute path. */
  readonly root: string;
  readonly home?: string | undefined;
  /** What starts Stemma: a program and its first arguments. */
  readonly command: readonly string[];
  /** Of `stemma mcp`. */
  readonly flags?: readonly string[] | undefined;
}
