import { createHash } from "node:crypto";
import { type CallOptions, withoutUndefined } from "@stemma/core";
import type { Documentation, GraphStore, LlmCallIntent, LlmCallResult } from "@stemma/graph-store";
import { ASSISTANT } from "./as-model.js";

/** A text that an assistant wrote, with what it was written from. */
export interface WrittenText {
  readonly nodeId: string;
  readonly nodeKey: string;
  readonly text: string;
  readonly summary: string;
  /** As of `Documentation`. */
  readonly grounding?: string | undefined;
  readonly model: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly atMs: number;
}

/** Under which the journal has what was written of a node from just this. */
export function callKeyOf({ nodeId, nodeKey }: Pick<WrittenText, "nodeId" | "nodeKey">): string {
  return sha256(JSON.stringify([ASSISTANT, nodeId, nodeKey]));
}

/** Puts texts into journal and graph, all or none: what a later run writes over, the journal still has. */
export async function storeTexts(
  graph: GraphStore,
  texts: readonly WrittenText[],
  options: CallOptions,
): Promise<void> {
  await using session = await graph.openSession(options);
  await session.record(
    {
      llmCallIntents: texts.map(intentOf),
      llmCallResults: texts.map(resultOf),
      documentation: texts.map(documentationOf),
    },
    options,
  );
}

function intentOf(written: WrittenText): LlmCallIntent {
  const { nodeId, model, atMs: startedAtMs } = written;
  return { callKey: callKeyOf(written), nodeId, model, startedAtMs };
}

/** Whoever wrote has paid for it: nothing that a budget of this tree would count. */
function resultOf(written: WrittenText): LlmCallResult {
  const { text, summary, grounding, atMs: finishedAtMs } = written;
  const callKey = callKeyOf(written);
  const nothing = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
  return { callKey, text, summary, ...withoutUndefined({ grounding }), ...nothing, finishedAtMs };
}

function documentationOf(written: WrittenText): Documentation {
  const { nodeId, nodeKey, text, summary, grounding, model, atMs } = written;
  return {
    nodeId,
    text,
    summary,
    textHash: sha256(text),
    summaryHash: sha256(summary),
    nodeKey,
    provider: ASSISTANT,
    model,
    isPartial: false,
    createdAtMs: atMs,
    ...withoutUndefined({ grounding }),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
