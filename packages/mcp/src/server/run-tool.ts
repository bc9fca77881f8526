import type { CallToolResult } from "@modelcontextprotocol/server";
import { CancelledError, type Logger, StemmaError, TimeoutError } from "@stemma/core";
import { TEXT_TOKENS } from "../answer/budget.js";
import { fitLines } from "../answer/fit-items.js";
import { shortStanding, standingLine } from "../answer/standing-note.js";
import { visibleValue } from "../answer/visible-answer.js";
import { type IgnoredArgument, LenientArguments } from "../answer/vocabulary.js";
import type { ProjectBursts } from "../project/project-bursts.js";
import type { StemmaTool, ToolAnswer } from "../tools/tool.js";
import { CallGate } from "./call-gate.js";
import { untilFree } from "./until-free.js";

/** Milliseconds that a call may take. */
const CALL_MS = 60_000;

/** What calls of tools share. */
export class ToolRunner {
  readonly #bursts: ProjectBursts;
  readonly #logger: Logger;
  /** A stuck call into Python keeps no question waiting that needs none. */
  readonly #heavy = new CallGate({ atOnce: 4, mostWaiting: 32 });
  readonly #light = new CallGate({ atOnce: 8, mostWaiting: 64 });

  constructor({ bursts, logger }: { readonly bursts: ProjectBursts; readonly logger: Logger }) {
    this.#bursts = bursts;
    this.#logger = logger;
  }

  /** Never rejects: what went wrong is told as the tool's answer, so that the model may mend its call. */
  async run(
    tool: StemmaTool,
    given: Record<string, unknown>,
    cancelled: AbortSignal,
  ): Promise<CallToolResult> {
    const lenient = new LenientArguments();
    const timeUp = AbortSignal.timeout(CALL_MS);
    const signal = AbortSignal.any([cancelled, timeUp]);
    try {
      const gate = tool.isHeavy ? this.#heavy : this.#light;
      const options = { signal, timeoutMs: CALL_MS };
      const ask = (): Promise<ToolAnswer> =>
        this.#bursts.run((project) => tool.answer(given, { project, lenient, options }));
      const work = gate.run(() => untilFree(ask, signal));
      return resultOf(await orStopped(work, tool.name, { signal, timeUp }), lenient.ignored);
    } catch (error) {
      if (!StemmaError.isInstance(error)) this.#logger.error({ error, tool: tool.name }, "A call failed");
      return failureOf(error);
    }
  }
}

/** What is opened can't be stopped: whoever asked is answered nevertheless. */
async function orStopped<T>(
  work: Promise<T>,
  name: string,
  { signal, timeUp }: { readonly signal: AbortSignal; readonly timeUp: AbortSignal },
): Promise<T> {
  let onAbort = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(timeUp.aborted ? new TimeoutError(name, CALL_MS) : new CancelledError(name));
  });
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function resultOf(answer: ToolAnswer, ignored: readonly IgnoredArgument[]): CallToolResult {
  const { standing, omitted: filesLeft } = shortStanding(answer.standing);
  const omitted = [...(answer.omitted ?? []), ...filesLeft];
  const structuredContent = visibleValue({
    ...withoutUndefined(answer.data),
    ...(omitted.length > 0 ? { omitted } : {}),
    ...(ignored.length > 0 ? { ignoredArguments: ignored } : {}),
    standing,
  });
  const { text, leftLines } = fitLines(answer.text, TEXT_TOKENS);
  const notes = [
    ...(leftLines > 0 ? [`… ${leftLines} more lines in the data`] : []),
    ...omitted.map((left) => `Left out: ${left}`),
    ...ignored.map(({ argument, because }) => `Ignored ${argument}: ${because}`),
    standingLine(standing),
  ];
  return {
    content: [{ type: "text", text: visibleValue([text, ...notes].join("\n")) }],
    structuredContent,
  };
}

function failureOf(error: unknown): CallToolResult {
  const message = error instanceof Error ? error.message : String(error);
  const known = StemmaError.isInstance(error) ? error : undefined;
  const words = [known === undefined ? message : `${known.code}: ${message}`, known?.advice ?? ""];
  return {
    isError: true,
    content: [{ type: "text", text: visibleValue(words.filter((line) => line !== "").join("\n")) }],
  };
}

function withoutUndefined(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
