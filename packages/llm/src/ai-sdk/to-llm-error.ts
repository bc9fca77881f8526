import { StemmaError } from "@stemma/core";
import { APICallError } from "ai";
import { LlmAnswerError } from "../errors/llm-answer-error.js";
import { LlmRateLimitError } from "../errors/llm-rate-limit-error.js";
import { LlmRefusedError } from "../errors/llm-refused-error.js";
import { LlmUnavailableError } from "../errors/llm-unavailable-error.js";

/** The one place where the AI SDK's errors become typed ones; typed errors pass through. */
export function toLlmError(error: unknown, model: string): Error {
  if (StemmaError.isInstance(error)) return error;
  const { name, message } = describe(error);
  if (!APICallError.isInstance(error)) {
    // The SDK's own errors are about what was answered; others come from the connection.
    return name.startsWith("AI_")
      ? new LlmAnswerError(model, message, error)
      : new LlmUnavailableError(model, message, { cause: error });
  }
  const status = error.statusCode;
  const retryAfterMs = parseRetryAfter(error.responseHeaders?.["retry-after"]);
  if (status === 429) return new LlmRateLimitError(model, retryAfterMs, error);
  if (status === undefined || status >= 500) {
    return new LlmUnavailableError(model, message, { retryAfterMs, cause: error });
  }
  // An answer came, but not one that could be read.
  if (status < 400) return new LlmAnswerError(model, message, error);
  return new LlmRefusedError(model, message, status, error);
}

/** Errors of Node's own `fetch` may come from another realm, where `instanceof Error` is false. */
function describe(error: unknown): { name: string; message: string } {
  if (typeof error !== "object" || error === null) return { name: "", message: String(error) };
  return {
    name: "name" in error ? String(error.name) : "",
    message: "message" in error ? String(error.message) : "unknown",
  };
}

/** Seconds or a date, as HTTP has it; milliseconds. */
function parseRetryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const delayMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : undefined;
}
