import { StemmaError } from "@stemma/core";
import { APICallError } from "ai";
import type { TokenUsage } from "../completion.js";
import { LlmAnswerError } from "../errors/llm-answer-error.js";
import { LlmRateLimitError } from "../errors/llm-rate-limit-error.js";
import { LlmRefusedError } from "../errors/llm-refused-error.js";
import { LlmUnavailableError } from "../errors/llm-unavailable-error.js";
import { redactSecrets } from "../secrets/redact-secrets.js";

/** What is known of a failed call besides its error. */
export interface FailedCall {
  readonly model: string;
  /** Taken out of every text. */
  readonly secrets: readonly string[];
  /** What had come of the answer. */
  readonly receivedText: string;
  /** What that took, reckoned; `undefined` when nothing had come. */
  readonly usage: TokenUsage | undefined;
  readonly isStreaming: boolean;
}

const STREAMING_ADVICE = "If the service can't stream its answers, set isStreaming to false.";

/** The one place where the AI SDK's errors become typed ones; typed errors pass through. */
export function toLlmError(error: unknown, call: FailedCall): Error {
  if (StemmaError.isInstance(error)) return error;
  const { model, secrets, receivedText, usage, isStreaming } = call;
  const { name, message } = describe(error, secrets);
  const cause = withoutSecrets(name, message);
  if (receivedText !== "") {
    const reason = `it broke off after ${receivedText.length} characters of its answer (${message})`;
    return new LlmUnavailableError(model, reason, { usage, cause });
  }
  if (!APICallError.isInstance(error)) {
    // The SDK's own errors are about what was answered; others come from the connection.
    return name.startsWith("AI_")
      ? new LlmAnswerError(model, message, { cause, ...(isStreaming ? { advice: STREAMING_ADVICE } : {}) })
      : new LlmUnavailableError(model, message, { cause });
  }
  const status = error.statusCode;
  const retryAfterMs = parseRetryAfter(error.responseHeaders?.["retry-after"]);
  if (status === 429) return new LlmRateLimitError(model, retryAfterMs, cause);
  if (status === undefined || status >= 500) {
    return new LlmUnavailableError(model, message, { retryAfterMs, cause });
  }
  // An answer came, but not one that could be read.
  if (status < 400) return new LlmAnswerError(model, message, { cause });
  return new LlmRefusedError(model, message, status, cause);
}

/** The SDK's own error holds the request with its headers; what is passed on holds only what was said. */
function withoutSecrets(name: string, message: string): Error {
  const plain = new Error(message);
  plain.name = name === "" ? "Error" : name;
  return plain;
}

/** Errors of Node's own `fetch` may come from another realm, where `instanceof Error` is false. */
function describe(error: unknown, secrets: readonly string[]): { name: string; message: string } {
  const text = textOf(error);
  return { name: text.name, message: redactSecrets(text.message, secrets) };
}

/** In a stream an error may be a plain object or a string, as the service sent it. */
function textOf(error: unknown): { name: string; message: string } {
  if (typeof error === "string") return { name: "", message: error };
  if (typeof error !== "object" || error === null) return { name: "", message: "unknown" };
  return {
    name: "name" in error ? String(error.name) : "",
    message: "message" in error ? String(error.message) : JSON.stringify(error),
  };
}

/** Seconds or a date, as HTTP has it; milliseconds. */
function parseRetryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const delayMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : undefined;
}
