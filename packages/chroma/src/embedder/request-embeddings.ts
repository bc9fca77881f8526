import { Deadline, StemmaError } from "@stemma/core";
import { ChromaTimeoutError } from "../errors/chroma-timeout-error.js";
import { ChromaUnavailableError } from "../errors/chroma-unavailable-error.js";
import { EmbeddingFailedError } from "../errors/embedding-failed-error.js";
import { NotAuthorizedError } from "../errors/not-authorized-error.js";
import type { AttemptOptions } from "../service/chroma-backend.js";
import { retryAfterMs } from "./retry-after.js";

/** An OpenAI-compatible endpoint and the model to ask. */
export interface EmbeddingsEndpoint {
  /** For example `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Sent as a bearer token; never logged, never in an error. */
  readonly apiKey?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Statuses by which endpoints refuse a batch for its size. */
const tooMuch = new Set([400, 413, 422]);

/** True when a smaller batch may do. */
export function isTooMuch(error: unknown): boolean {
  if (!StemmaError.isInstance(error)) return false;
  const { cause } = error;
  return (
    typeof cause === "object" && cause !== null && "status" in cause && tooMuch.has(Number(cause.status))
  );
}

/** One attempt of one request. Fails with a typed error that holds nothing of the key. */
export async function requestEmbeddings(
  endpoint: EmbeddingsEndpoint,
  texts: readonly string[],
  { operationName, ...options }: AttemptOptions,
): Promise<number[][]> {
  const end = new AbortController();
  const deadline = new Deadline(operationName, options);
  try {
    return await deadline.race(send(endpoint, texts, operationName, end.signal));
  } catch (error) {
    if (!StemmaError.isInstance(error)) throw error;
    if (error.code !== "TIMEOUT" || error instanceof ChromaTimeoutError) throw error;
    throw new ChromaTimeoutError(`${endpoint.model} did not answer in time`, { operationName });
  } finally {
    end.abort();
  }
}

async function send(
  endpoint: EmbeddingsEndpoint,
  texts: readonly string[],
  operationName: string,
  signal: AbortSignal,
): Promise<number[][]> {
  const { baseUrl, model, apiKey, headers } = endpoint;
  const authorization = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${baseUrl.replace(/\/+$/u, "")}/embeddings`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers, ...authorization },
      body: JSON.stringify({ model, input: texts, encoding_format: "float" }),
      signal,
      // The key in `headers` would go along to wherever the server sends the call.
      redirect: "error",
    });
    body = await response.text();
  } catch (error) {
    const reason = withoutKey(reasonOf(error), apiKey);
    throw new ChromaUnavailableError(`${baseUrl} can't be reached: ${reason}`, { operationName });
  }
  if (!response.ok) throw refusal(response, withoutKey(body, apiKey), endpoint, operationName);
  return vectorsOf(withoutKey(body, apiKey), model, operationName);
}

function refusal(
  { status, headers }: Response,
  body: string,
  { baseUrl, model }: EmbeddingsEndpoint,
  operationName: string,
): StemmaError {
  const message = `${baseUrl} answered ${status} for ${model}: ${body.slice(0, 300)}`;
  const options = { operationName, cause: { status } };
  if (status === 401 || status === 403) {
    return new NotAuthorizedError(message, { ...options, advice: "Check the endpoint's API key." });
  }
  if (status === 408 || status === 429 || status >= 500) {
    return new ChromaUnavailableError(message, {
      ...options,
      retryAfterMs: retryAfterMs(headers.get("retry-after")),
    });
  }
  return new EmbeddingFailedError(message, options);
}

function vectorsOf(body: string, model: string, operationName: string): number[][] {
  try {
    const { data } = JSON.parse(body) as { data: { index: number; embedding: number[] }[] };
    const vectors = [...data].sort((one, other) => one.index - other.index).map(({ embedding }) => embedding);
    if (!vectors.every(Array.isArray)) throw new Error("no embedding");
    return vectors;
  } catch (error) {
    throw new EmbeddingFailedError(`${model} answered with what is no list of embeddings`, {
      operationName,
      // Endpoints cut off an answer when they restart.
      retryable: true,
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

/** Some endpoints print the key that they refuse. */
function withoutKey(text: string, apiKey: string | undefined): string {
  return apiKey ? text.replaceAll(apiKey, "<key>") : text;
}
