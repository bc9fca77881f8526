import { secretsFromEnvironment } from "../config/environment.js";
import { loadConfig, type ProjectFlags } from "../config/load-config.js";
import { NotDocumentedError } from "../errors/not-documented-error.js";
import { openGraph } from "../project/open-graph.js";
import { requireDirectory } from "../project/require-directory.js";
import { findStateDirectory } from "../state/state-directory.js";
import type { Spending } from "./spending.js";
import { sumSpending } from "./sum-spending.js";

/**
 * What language models have cost the nearest documented tree at or above `directory`.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws {@link DirectoryNotFoundError} `DIRECTORY_NOT_FOUND`
 * @throws {@link ConfigError} `CONFIG_INVALID`,
 * @throws the errors of the graph store
 */
export async function readSpending(
  directory: string,
  { flags, signal }: { readonly flags?: ProjectFlags; readonly signal?: AbortSignal } = {},
): Promise<Spending> {
  const from = await requireDirectory(directory);
  const { config: first, isTrusted } = await loadConfig(from, flags);
  const state = await findStateDirectory(from, first.stateDir, { isTrusted });
  if (state === null) throw new NotDocumentedError(from);
  const { config } = await loadConfig(state.root, flags);
  await using graph = await openGraph(config.graph, state, secretsFromEnvironment(process.env));
  return sumSpending(state.root, await graph.readLlmCalls({}, { signal }));
}
