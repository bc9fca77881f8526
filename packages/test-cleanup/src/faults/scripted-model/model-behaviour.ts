/** What a scripted model does with one request. */
export type ModelBehaviour =
  | { readonly kind: "answer"; readonly text: string; readonly finishReason: string }
  | { readonly kind: "embeddings"; readonly vectors: readonly (readonly number[])[] }
  | { readonly kind: "status"; readonly status: number; readonly retryAfterSeconds: number | undefined }
  | { readonly kind: "body"; readonly body: string }
  | { readonly kind: "stall"; readonly afterHeaders: boolean }
  | { readonly kind: "cut"; readonly text: string };

/** A completion with this text; streamed when the request asks for that. */
export function answerWith(
  text: string,
  { finishReason = "stop" }: { finishReason?: string } = {},
): ModelBehaviour {
  return { kind: "answer", text, finishReason };
}

/** One vector for each text of the request, in its order. */
export function embedAs(vectors: readonly (readonly number[])[]): ModelBehaviour {
  return { kind: "embeddings", vectors };
}

/** An error, for example 429 with `retryAfterSeconds`, 500, or 401. */
export function failWith(
  status: number,
  { retryAfterSeconds }: { readonly retryAfterSeconds?: number } = {},
): ModelBehaviour {
  return { kind: "status", status, retryAfterSeconds };
}

/** Nothing at all, until the client gives up; or its headers and then nothing. */
export function stall({ afterHeaders = false }: { readonly afterHeaders?: boolean } = {}): ModelBehaviour {
  return { kind: "stall", afterHeaders };
}

/** The beginning of an answer with this text, then the connection breaks. */
export function cutAfter(text: string): ModelBehaviour {
  return { kind: "cut", text };
}

/** Status 200 and a body that is no JSON; or any other body. */
export function malformedJson(body = '{"choices": [{'): ModelBehaviour {
  return { kind: "body", body };
}
