import type { Clock } from "@stemma/core";
import { type LanguageModelUsage, streamText } from "ai";
import { type Answer, endOf, type ModelCall } from "./answer.js";

/** What has come of an answer so far. */
export interface AnswerProgress {
  text: string;
  /** Told of it each time that more comes. */
  readonly onText: (soFar: string) => void;
}

/** How a stream is watched. */
export interface StreamWatch {
  /** Longest silence after the first piece, in milliseconds. */
  readonly stallTimeoutMs: number;
  /** The error of a stream that went silent. */
  readonly stalled: () => Error;
  readonly clock: Clock;
}

/**
 * Asks for the answer piece by piece. The time until the first piece is limited only by the call's own time-out, since a
 * model may have to be loaded first.
 */
export async function streamAnswer(
  call: ModelCall,
  progress: AnswerProgress,
  { stallTimeoutMs, stalled, clock }: StreamWatch,
): Promise<Answer> {
  const startedAtMs = clock.monotonicMs();
  let firstTokenMs: number | undefined;
  // Errors come as parts of the stream; by default the SDK would print them, too.
  const { fullStream } = streamText({ ...call, maxRetries: 0, onError: () => undefined });
  const parts = fullStream[Symbol.asyncIterator]();
  let end: Answer["end"] = "broken-off";
  let usage: LanguageModelUsage | undefined;
  for (;;) {
    const next = parts.next();
    const result = await (firstTokenMs === undefined
      ? next
      : withinSilence(next, clock, stallTimeoutMs, stalled));
    if (result.done === true) break;
    const part = result.value;
    if (part.type === "text-delta" || part.type === "reasoning-delta") {
      firstTokenMs ??= clock.monotonicMs() - startedAtMs;
      if (part.type === "text-delta") {
        progress.text += part.text;
        progress.onText(progress.text);
      }
    } else if (part.type === "error") {
      throw part.error;
    } else if (part.type === "finish") {
      end = endOf(part.finishReason, part.rawFinishReason);
      usage = part.totalUsage;
    }
  }
  return {
    text: progress.text,
    end,
    inputTokens: usage?.inputTokens,
    cachedInputTokens: usage?.inputTokenDetails.cacheReadTokens,
    outputTokens: usage?.outputTokens,
    firstTokenMs,
  };
}

/** Settles as `work`, or rejects when that takes longer than the silence that is allowed. */
async function withinSilence<T>(
  work: Promise<T>,
  clock: Clock,
  limitMs: number,
  stalled: () => Error,
): Promise<T> {
  work.catch(() => undefined);
  let cancel = (): void => undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    cancel = clock.schedule(limitMs, () => reject(stalled()));
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    cancel();
  }
}
