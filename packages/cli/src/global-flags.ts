import { resolve } from "node:path";
import type { ProjectFlags } from "@stemma/pipeline";
import type { Command } from "commander";

/** Flags that every command takes. */
export interface GlobalFlags {
  readonly C?: string;
  readonly stateDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
  readonly venv?: string;
  readonly graph?: string;
  readonly chroma?: string;
  readonly versions?: string;
  readonly trust?: boolean;
}

/** Adds {@link GlobalFlags} to the program itself. */
export function addGlobalFlags(program: Command): Command {
  return program
    .option("-C <dir>", "work on the documented tree at or above this directory")
    .option("--state-dir <dir>", "keep graph, vectors and caches here instead of .stemma in the tree")
    .option("--venv <dir>", "Python environment to use")
    .option(
      "--graph <url>",
      "Neo4j in place of the embedded graph (user and password: STEMMA_GRAPH_USER, STEMMA_GRAPH_PASSWORD)",
    )
    .option("--chroma <url>", "Chroma server in place of the embedded one (token: STEMMA_CHROMA_TOKEN)")
    .option(
      "--versions <location>",
      "history in Dolt in place of the embedded one: mysql://user@host:port/database (password: STEMMA_VERSIONS_PASSWORD), or dolt:",
    )
    .option("--trust", "use all that the tree configures, this time (or STEMMA_TRUST=1); see stemma trust")
    .option("--json", "print one JSON document on stdout")
    .option("-q, --quiet", "no progress")
    .option("-v, --verbose", "log what happens to stderr")
    .option("--debug", "show where an error came from");
}

/** The part of the configuration that global flags set; paths are those of the directory the command was called in. */
export function configOf({ stateDir, venv, graph, chroma, versions, trust }: GlobalFlags): ProjectFlags {
  return {
    stateDir: stateDir === undefined ? undefined : resolve(stateDir),
    venv: venv === undefined ? undefined : resolve(venv),
    graph,
    chroma,
    versions,
    trust,
  };
}
