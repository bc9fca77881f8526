/** One call of a batch, as it came in. */
export interface ScriptedCall {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The contents of all messages, and of the system's, one after the other. */
  readonly prompt: string;
}

/** What becomes of a call: its answer's text, an error of HTTP, or, `"expired"`, nothing, since its time was over. */
export type CallOutcome = string | { readonly status: number; readonly message: string };

/** A batch that was begun, and is to be paid for. */
export interface ScriptedBatch {
  readonly id: string;
  readonly calls: readonly ScriptedCall[];
  /** Of OpenAI's protocol: the file that its calls came in. */
  readonly file: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
  /** How often it was looked at. */
  looks: number;
  /** By call, once it is over. */
  outcomes: ReadonlyMap<string, CallOutcome> | null;
  /** Refused as a whole, and why. */
  refusal: string | null;
}

/** What the service does. */
export interface BatchScript {
  /** What becomes of each call. */
  readonly answer: (call: ScriptedCall) => CallOutcome;
  /** After so many looks a batch is over. Default 1. */
  readonly looks?: number | undefined;
  /** Called when a batch was begun and whoever began it has not been told yet; `"break"` breaks the connection. */
  readonly onBegun?: ((batch: ScriptedBatch) => "break" | undefined) | undefined;
  /** Refuses every batch as a whole, after it was begun. */
  readonly refusal?: string | undefined;
  /** Refuses whatever is asked, with this status. */
  readonly status?: number | undefined;
}

/** Gives a batch that is over what its calls came to. */
export function endBatch(batch: ScriptedBatch, { answer, refusal }: BatchScript): void {
  if (batch.outcomes !== null) return;
  batch.refusal = refusal ?? null;
  batch.outcomes = new Map(refusal === undefined ? batch.calls.map((call) => [call.id, answer(call)]) : []);
}

/** The texts of a call, as either protocol has them. */
export function promptOf(body: Readonly<Record<string, unknown>>): string {
  const messages = (body["messages"] ?? []) as { readonly content: unknown }[];
  return [body["system"], ...messages.map(({ content }) => content)]
    .filter((content) => content !== undefined)
    .map(textOf)
    .join("\n");
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content.map((part) => (part as { text?: string }).text ?? "").join("\n");
}
