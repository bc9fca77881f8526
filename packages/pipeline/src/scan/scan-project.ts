import {
  type FactsStore,
  type GraphVerification,
  type ScanOptions,
  type ScanReport,
  scanTree,
  verifyGraph,
} from "@stemma/code-graph";
import type { Logger } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { StemmaConfig } from "../config/config-schema.js";
import { SECRET_MASK } from "../secrets/secret-mask.js";

/** What a scan on its own works with. */
export interface ScanProjectOptions {
  readonly root: string;
  /** For what is too much for memory; nothing stays there. */
  readonly temporaryFolder: string;
  readonly graph: GraphStore;
  readonly config: StemmaConfig;
  readonly logger: Logger;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ScanOptions["onProgress"] | undefined;
  readonly onDiscovered?: ScanOptions["onDiscovered"] | undefined;
  /** Of a scan alone: which calls are explained. */
  readonly explain?: ScanOptions["explain"] | undefined;
}

/** Brings the graph up to date with the tree and documents nothing; what was documented stays as it is. */
export function scanProject(options: ScanProjectOptions, facts: FactsStore): Promise<ScanReport> {
  return scanTree(options.root, options.graph, {
    ...scanOptionsOf(options),
    facts,
    explain: options.explain,
  });
}

/** Compares the graph with a clean scan by the same configuration. What differs is mended by the next scan. */
export async function verifyProject(
  options: ScanProjectOptions,
  facts: FactsStore,
): Promise<GraphVerification> {
  const verification = await verifyGraph(options.root, options.graph, scanOptionsOf(options));
  // Otherwise a scan compares only what belongs to changed files.
  if (!verification.isEqual) await facts.distrust();
  return verification;
}

function scanOptionsOf({
  config,
  temporaryFolder,
  logger,
  signal,
  onProgress,
  onDiscovered,
}: ScanProjectOptions): ScanOptions {
  return {
    temporaryFolder,
    include: config.include.length > 0 ? config.include : undefined,
    exclude: config.exclude,
    textMask: SECRET_MASK,
    logger,
    signal,
    onProgress,
    onDiscovered,
  };
}
