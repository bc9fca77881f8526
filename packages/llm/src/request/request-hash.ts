import { createHash } from "node:crypto";
import type { LlmProvider } from "../llm-provider.js";
import { type CompletionRequest, contentOf } from "./completion-request.js";

/** What decides an answer: the same hash means the same question to the same model in the same words; hexadecimal. */
export function hashRequest(
  provider: Pick<LlmProvider, "name" | "model" | "modelOf" | "promptVersion">,
  request: CompletionRequest,
): string {
  const { name, promptVersion } = provider;
  const model = provider.modelOf?.(request.node.label) ?? provider.model;
  return createHash("sha256")
    .update(JSON.stringify([name, model, promptVersion, contentOf(request)]))
    .digest("hex");
}
