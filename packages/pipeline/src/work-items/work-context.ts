import type { CallOptions, Clock } from "@stemma/core";
import type { WorkPlan } from "@stemma/dfs-processor";
import type { CodeNode, Documentation, GraphStore } from "@stemma/graph-store";
import type { CompletionRequest, LlmProvider } from "@stemma/llm";
import type { MadeHere } from "../origin/made-here.js";
import type { LeaseBook } from "./lease-book.js";

/** The provider whose texts are made by rule: they are there to be replaced. */
export const RULE = "extractive";

/** What handing out and taking in work with. */
export interface WorkContext {
  readonly root: string;
  readonly graph: GraphStore;
  /** The configured one: what is stored is up to date for its runs. */
  readonly provider: LlmProvider;
  readonly leases: LeaseBook;
  readonly madeHere: MadeHere;
  /** Files that are not as they were documented. */
  readonly changed: ReadonlySet<string>;
  /** What people wrote, of the nodes with these ids. */
  readonly textsOfPeople: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly clock: Pick<Clock, "now">;
}

/** What is written of each node now, by id. */
export type Written = ReadonlyMap<string, Pick<Documentation, "provider" | "summary">>;

/** All that is written, without the texts. */
export async function readWritten(graph: GraphStore, options: CallOptions): Promise<Written> {
  const written = new Map<string, Pick<Documentation, "provider" | "summary">>();
  for await (const batch of graph.streamDocumentation(options))
    for (const { nodeId, provider, summary } of batch) written.set(nodeId, { provider, summary });
  return written;
}

/** What a model is asked about a node, with what is written of all that it depends on. */
export function requestOf(
  plan: WorkPlan,
  facts: CodeNode,
  written: Written,
  options: CallOptions,
): Promise<CompletionRequest> {
  const summaries = new Map<string, string>();
  for (const { id } of plan.dependenciesOf(facts.id)) {
    const summary = written.get(id)?.summary;
    if (summary !== undefined) summaries.set(id, summary);
  }
  return plan.requestOf(facts, summaries, options);
}
