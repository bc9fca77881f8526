import { existsSync } from "node:fs";
import type { Logger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import type { Repository } from "@stemma/versions";
import type { StemmaConfig } from "../config/config-schema.js";
import { secretsFromEnvironment } from "../config/environment.js";
import { gitAuthor } from "../history/git-author.js";
import { historyPaths } from "../history/history-paths.js";
import { openGraph } from "../project/open-graph.js";
import type { StateDirectory } from "../state/state-directory.js";
import { CachedVectors } from "./cached-vectors.js";
import { HistoryVectors } from "./history-vectors.js";
import type { VectorSource } from "./vector-sources.js";

/** A documented tree. */
export interface Tree {
  readonly state: StateDirectory;
  readonly config: StemmaConfig;
}

/** Where a tree may have vectors: its embedding cache, then its history. Each is opened when it is first asked. */
export function treeSources({ state, config }: Tree, python: PythonContext, logger: Logger): VectorSource[] {
  const secrets = secretsFromEnvironment(process.env);
  const cached = existsSync(state.embeddingCacheFile)
    ? [
        new CachedVectors(state.embeddingCacheFile, {
          openGraph: () => openGraph(config.graph, state, secrets),
          ownCollection: config.collection,
          logger,
        }),
      ]
    : [];
  const history = new HistoryVectors(() => openHistory(state, config, python, logger));
  return [...cached, history];
}

async function openHistory(
  state: StateDirectory,
  config: StemmaConfig,
  python: PythonContext,
  logger: Logger,
): Promise<Repository | undefined> {
  const { versionsPassword } = secretsFromEnvironment(process.env);
  const place = historyPaths(state, config.versions, versionsPassword);
  if (place.isThere === false) return undefined;
  const { RepositoryOpener } = await import("@stemma/versions");
  return new RepositoryOpener({ python, logger }, await gitAuthor(state.root)).open(place.repository);
}
