import { createHash } from "node:crypto";
import { type CallOptions, StemmaError } from "@stemma/core";
import type { GraphStore, LlmCallResult } from "@stemma/graph-store";
import { type Completion, type LlmProvider, noUsage, type Prompt, type Question } from "@stemma/llm";
import { maskSecrets } from "../secrets/mask-secrets.js";

/** Questions are about the tree as a whole. */
const ASKED_OF = ".";

/** An answer, from the model or from the journal. */
export interface JournaledAnswer {
  readonly result: Pick<LlmCallResult, "text" | "inputTokens" | "outputTokens" | "costUsd">;
  readonly isRemembered: boolean;
}

/**
 * Asks as a paid call is made: it is noted in the journal before it is sent and with its answer after it, and the same prompt is not paid
 * for twice.
 *
 * @throws the errors of the provider
 */
export async function journaledCall(
  graph: GraphStore,
  provider: LlmProvider<Question>,
  question: Question,
  options: CallOptions,
): Promise<JournaledAnswer> {
  const callKey = keyOf(provider, question.prompt);
  const [known] = await graph.readLlmCalls({ callKeys: [callKey] }, options);
  if (known?.result != null) return { result: known.result, isRemembered: true };
  await using session = await graph.openSession(options);
  const { model } = provider;
  await session.record(
    { llmCallIntents: [{ callKey, nodeId: ASKED_OF, model, startedAtMs: Date.now() }] },
    options,
  );
  try {
    const completion = await provider.getCompletion(question, options);
    const result = resultOf(callKey, completion);
    // Paid for: kept even where the caller has gone.
    await session.record({ llmCallResults: [result] });
    return { result, isRemembered: false };
  } catch (error) {
    const reason = StemmaError.isInstance(error) ? `${error.code}: ${error.message}` : String(error);
    await session.record({ llmCallFailures: [{ callKey, reason }] }).catch(() => undefined);
    throw error;
  }
}

function resultOf(callKey: string, { text: answer, usage = noUsage }: Completion): LlmCallResult {
  const text = maskSecrets(answer);
  const { inputTokens, outputTokens, costUsd } = usage;
  return { callKey, text, summary: text, inputTokens, outputTokens, costUsd, finishedAtMs: Date.now() };
}

function keyOf({ name, model }: LlmProvider<Question>, { system, user }: Prompt): string {
  return createHash("sha256")
    .update(JSON.stringify(["question", name, model, system, user]))
    .digest("hex");
}
