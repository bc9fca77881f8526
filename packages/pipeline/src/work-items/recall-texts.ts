import type { CallOptions } from "@stemma/core";
import type { WorkPlan } from "@stemma/dfs-processor";
import type { SubtreeNode } from "@stemma/graph-store";
import { callKeyOf, storeTexts, type WrittenText } from "./store-texts.js";
import type { WorkContext } from "./work-context.js";

/** Stores again what an assistant wrote of just this before, and a run has written over since; gives its ids. */
export async function recallTexts(
  { graph, madeHere }: Pick<WorkContext, "graph" | "madeHere">,
  plan: WorkPlan,
  nodes: readonly SubtreeNode[],
  options: CallOptions,
): Promise<string[]> {
  const wanted = new Map(
    nodes.map(({ id: nodeId }) => {
      const of = { nodeId, nodeKey: plan.keyOf(nodeId) };
      return [callKeyOf(of), of];
    }),
  );
  const calls = await graph.readLlmCalls({ callKeys: [...wanted.keys()] }, options);
  const texts = calls.flatMap(({ callKey, model, result }): WrittenText[] => {
    const of = wanted.get(callKey);
    if (of === undefined || result === null) return [];
    const { text, summary, grounding, finishedAtMs: atMs } = result;
    return [{ ...of, text, summary, grounding, model, atMs }];
  });
  if (texts.length === 0) return [];
  await storeTexts(graph, texts, options);
  madeHere.add(texts);
  return texts.map(({ nodeId }) => nodeId);
}
