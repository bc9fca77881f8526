import { type FactsStore, scanTree } from "@stemma/code-graph";
import type { Logger } from "@stemma/core";
import { RecursiveDfsProcessor } from "@stemma/dfs-processor";
import { type GraphStore, SqliteGraphStore } from "@stemma/graph-store";
import type { LlmProvider } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import { SECRET_MASK } from "../secrets/secret-mask.js";
import type { DocumentEstimate } from "./document-estimate.js";
import { type EstimatedUsage, EstimatingProvider } from "./estimating-provider.js";

/** Id of the root folder in every code graph. */
const rootId = ".";

/** What an estimate reads. */
export interface EstimateSources {
  readonly root: string;
  /** The graph with what is documented already; `null` where nothing is. Only read. */
  readonly graph: GraphStore | null;
  /** Only read; `null` where nothing is known. */
  readonly facts: FactsStore | null;
  /** Whose calls are reckoned; none is made. */
  readonly model: LlmProvider;
  readonly config: StemmaConfig;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Does the whole work of a `document` run on a copy in memory, with a provider that only adds up what its calls would
 * take: what is up to date is found by the very code that finds it in a real run.
 */
export async function estimateTree(sources: EstimateSources): Promise<DocumentEstimate> {
  const { root, facts, model, config, logger, signal } = sources;
  await using copy = await SqliteGraphStore.open(":memory:");
  await scanTree(root, copy, {
    include: config.include.length > 0 ? config.include : undefined,
    exclude: config.exclude,
    textMask: SECRET_MASK,
    ...(facts === null ? {} : { facts }),
    logger,
    signal,
  });
  if (sources.graph !== null) await copyDocumentation(sources.graph, copy, signal);
  const provider = new EstimatingProvider(model);
  const processor = new RecursiveDfsProcessor({ graph: copy, llm: provider, keepTexts: false, logger });
  const { counts } = await processor.processNode(rootId, { signal });
  const { usage } = provider;
  return {
    root,
    provider: config.llm.provider,
    model: model.model,
    nodes: { total: counts.total, toDocument: counts.documented, upToDate: counts.reused },
    calls: usage.calls,
    tokens: { input: usage.inputTokens, output: usage.outputTokens, most: usage.mostTokens },
    costUsd: usage.costUsd,
    mostCostUsd: usage.mostCostUsd,
    exceedsBudget: compareWithBudget(usage, config.budget),
  };
}

/** Documentation of nodes that are no longer in the tree is dropped by the store. */
async function copyDocumentation(from: GraphStore, to: GraphStore, signal: AbortSignal): Promise<void> {
  await using session = await to.openSession();
  for await (const documentation of from.streamDocumentation({ signal })) {
    await session.record({ documentation });
  }
}

function compareWithBudget(
  usage: EstimatedUsage,
  budget: StemmaConfig["budget"],
): DocumentEstimate["exceedsBudget"] {
  if (budget === undefined) return null;
  const { maxTokens = Infinity, maxCostUsd = Infinity } = budget;
  const isOver = (tokens: number, costUsd: number): boolean => tokens > maxTokens || costUsd > maxCostUsd;
  if (isOver(usage.inputTokens + usage.outputTokens, usage.costUsd ?? 0)) return "yes";
  return isOver(usage.mostTokens, usage.mostCostUsd ?? 0) ? "perhaps" : "no";
}
