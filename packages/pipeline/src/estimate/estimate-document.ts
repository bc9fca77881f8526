import { existsSync } from "node:fs";
import { type Logger, silentLogger } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { withoutEarlierWordings } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import { secretsFromEnvironment } from "../config/environment.js";
import { loadConfig, type ProjectFlags } from "../config/load-config.js";
import { budgetOf } from "../llm/budget-of.js";
import { openGraph } from "../project/open-graph.js";
import { requireDirectory } from "../project/require-directory.js";
import { withStopSignal } from "../project/stop-signal.js";
import { findStateDirectory, type StateDirectory } from "../state/state-directory.js";
import { stateDirectoryName } from "../state/state-names.js";
import { warnOfWithheld } from "../trust/warn-of-withheld.js";
import type { DocumentEstimate } from "./document-estimate.js";
import { readOnlyFacts } from "./read-only-facts.js";

/** How {@link estimateDocument} is run. */
export interface EstimateOptions {
  readonly flags?: ProjectFlags | undefined;
  readonly logger?: Logger | undefined;
  readonly signal?: AbortSignal | undefined;
  /** See `DocumentOptions`. Default: `false`. */
  readonly rewrite?: boolean | undefined;
}

/**
 * What a `document` run of this directory would do and take. Calls no model and writes nothing, not even a state
 * directory.
 *
 * @throws {@link DirectoryNotFoundError} `DIRECTORY_NOT_FOUND`
 * @throws {@link ConfigError} `CONFIG_INVALID`
 * @throws {@link TimeoutError} `TIMEOUT`
 * @throws {@link CancelledError} `CANCELLED`
 */
export async function estimateDocument(
  directory: string,
  { flags, logger = silentLogger, signal, rewrite = false }: EstimateOptions = {},
): Promise<DocumentEstimate> {
  const { estimateTree } = await import("./estimate-tree.js");
  const { openModel } = await import("../llm/open-provider.js");
  const { openFacts } = await import("../project/open-facts.js");
  const root = await requireDirectory(directory);
  const loaded = await loadConfig(root, flags);
  warnOfWithheld(loaded, logger);
  const { config, isTrusted } = loaded;
  budgetOf(config);
  const opened = await openModel(config, process.env);
  const model = rewrite ? withoutEarlierWordings(opened) : opened;
  // As `document` finds it: in the directory itself and not above.
  const state = await findStateDirectory(root, config.stateDir ?? stateDirectoryName, { isTrusted });
  const facts = state === null ? null : readOnlyFacts(await openFacts(state.factsFile));
  const graph = state === null ? null : await openExisting(state, config);
  try {
    return await withStopSignal("Estimate", { signal, timeoutMs: config.timeoutMs }, (stop) =>
      estimateTree({ root, graph, facts, model, config, logger, signal: stop }),
    );
  } finally {
    await graph?.close();
    await facts?.close();
  }
}

async function openExisting(state: StateDirectory, config: StemmaConfig): Promise<GraphStore | null> {
  if (config.graph === undefined && !existsSync(state.graphFile)) return null;
  return openGraph(config.graph, state, secretsFromEnvironment(process.env));
}
