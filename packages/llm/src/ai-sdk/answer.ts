import { type LanguageModel, Output } from "ai";

/** One call as the AI SDK takes it. */
export interface ModelCall {
  readonly model: LanguageModel;
  readonly system: string;
  readonly prompt: string;
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  readonly output?: AnswerForm;
  readonly abortSignal: AbortSignal;
}

/** Asks a service to keep to a schema; what it answers is given as it comes, so that one that doesn't is no error. */
export type AnswerForm = ReturnType<typeof Output.text>;

/** The form of an answer by its JSON Schema. */
export function formOf(schema: object): AnswerForm {
  const responseFormat = { type: "json", name: "answer", schema } as const;
  return { ...Output.text(), responseFormat: Promise.resolve(responseFormat) };
}

/** What a model answered, before it is judged. */
export interface Answer {
  readonly text: string;
  /** `broken-off` when the connection ended without the service saying that the answer did. */
  readonly end: "complete" | "over-limit" | "filtered" | "broken-off";
  /** `undefined` where the service does not count. */
  readonly inputTokens: number | undefined;
  /** Those of the input that the service had kept; `undefined` where it does not say. */
  readonly cachedInputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  /** Milliseconds from the call; `undefined` when the answer came in one piece. */
  readonly firstTokenMs: number | undefined;
}

/** Why the model stopped, by the AI SDK's two names for it. */
export function endOf(finishReason: string, rawFinishReason: string | undefined): Answer["end"] {
  if (finishReason === "length") return "over-limit";
  if (finishReason === "content-filter") return "filtered";
  return finishReason === "other" && rawFinishReason === undefined ? "broken-off" : "complete";
}
