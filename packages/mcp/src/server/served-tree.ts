import type { McpServer } from "@modelcontextprotocol/server";
import { hasErrorCode, type Logger, silentLogger } from "@stemma/core";
import { type ProjectFlags, StemmaProject, WarmTree } from "@stemma/pipeline";
import { chooseTools, type ToolSet } from "../tools/choose-tools.js";
import { createServer } from "./create-server.js";
import { ToolRunner } from "./run-tool.js";

/** What is served, whatever carries it. */
export interface ServeTreeOptions {
  /** Where the documented tree is looked for: here or above. */
  readonly directory: string;
  readonly version: string;
  readonly flags?: ProjectFlags | undefined;
  readonly tools?: ToolSet | undefined;
  /** The tools that change documentation, index or history, too. Default `false`. */
  readonly allowWrite?: boolean | undefined;
  /** Must not write to standard output. Default: silent. */
  readonly logger?: Logger | undefined;
}

/** One tree for any number of connections. */
export interface Served {
  /** A server for one connection or request. */
  readonly createServer: () => McpServer;
  /** Lets go of all that is held. Never rejects. */
  readonly close: () => Promise<void>;
}

/** The tree is opened with the first question, and again after it was idle; that it is not documented is told to whoever asks. */
export function serveTree({
  directory,
  version,
  flags,
  tools: set,
  allowWrite = false,
  logger = silentLogger,
}: ServeTreeOptions): Served {
  const options = { logger, flags, pythonPrints: "stderr" } as const;
  const open = (): Promise<StemmaProject> => StemmaProject.openNearest(directory, options);
  const begin = async (): Promise<void> => {
    try {
      await (await open()).close();
    } catch (error) {
      if (!hasErrorCode(error, "NOT_DOCUMENTED")) throw error;
      await (await StemmaProject.create(directory, options)).close();
    }
  };
  const tree = new WarmTree({ directory, ...options });
  const runner = new ToolRunner({ bursts: tree.bursts, logger, begin });
  const tools = chooseTools({ set, allowWrite });
  return {
    createServer: () => createServer({ version, tools, runner, allowWrite }),
    close: () => tree.close(),
  };
}
