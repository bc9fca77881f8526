import { generateText } from "ai";
import { type Answer, endOf, type ModelCall } from "./answer.js";

/** Asks for the whole answer at once, for services that can't stream. */
export async function generateAnswer(call: ModelCall): Promise<Answer> {
  const { text, finishReason, rawFinishReason, usage } = await generateText({ ...call, maxRetries: 0 });
  const { inputTokens, outputTokens, inputTokenDetails } = usage;
  return {
    text,
    end: endOf(finishReason, rawFinishReason),
    inputTokens,
    cachedInputTokens: inputTokenDetails.cacheReadTokens,
    outputTokens,
    firstTokenMs: undefined,
  };
}
