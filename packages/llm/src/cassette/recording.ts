import type { Completion } from "../completion.js";
import type { LlmProvider } from "../llm-provider.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { hashRequest } from "../request/request-hash.js";
import { redactDeep } from "../secrets/redact-secrets.js";

/** One question with its answer, without secrets. */
export interface Recording {
  readonly provider: string;
  readonly model: string;
  readonly promptVersion: string;
  readonly request: CompletionRequest;
  readonly completion: Completion;
}

/** What a question is found by: its recording without the answer. */
export type Question = Omit<Recording, "completion">;

/** A question as it is recorded and looked up. Redacted before it is hashed, so that a changed secret finds it still. */
export function toQuestion(
  { name, model, promptVersion }: LlmProvider,
  request: CompletionRequest,
  secrets: readonly string[],
): Question {
  return { provider: name, model, promptVersion, request: redactDeep(request, secrets) };
}

export function hashQuestion({ provider, model, promptVersion, request }: Question): string {
  return hashRequest({ name: provider, model, promptVersion }, request);
}
