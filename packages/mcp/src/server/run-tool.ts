import type { CallToolResult, ResourceLink } from "@modelcontextprotocol/server";
import { type CallOptions, CancelledError, type Logger, StemmaError, TimeoutError } from "@stemma/core";
import { type StemmaProject, untilFree } from "@stemma/pipeline";
import { TEXT_TOKENS } from "../answer/budget.js";
import { fitLines } from "../answer/fit-items.js";
import { shortStanding, standingLine } from "../answer/standing-note.js";
import { visible, visibleValue } from "../answer/visible-answer.js";
import { type IgnoredArgument, LenientArguments } from "../answer/vocabulary.js";
import type { ProjectBursts } from "../project/project-bursts.js";
import { documentUri } from "../resources/document-uri.js";
import type { StemmaTool, ToolAnswer } from "../tools/tool.js";
import { CallGate } from "./call-gate.js";

/** Milliseconds that a call may take. */
const CALL_MS = 60_000;
/** Resources that an answer links to. */
const MOST_LINKS = 5;

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
    const { name, isHeavy } = tool;
    try {
      const answer = await this.ask((project, options) => tool.answer(given, { project, lenient, options }), {
        name,
        isHeavy,
        cancelled,
      });
      return resultOf(answer, lenient.ignored);
    } catch (error) {
      if (!StemmaError.isInstance(error)) this.#logger.error({ error, tool: name }, "A call failed");
      return failureOf(error);
    }
  }

  /** Work on the tree within the bounds of a call: its turn, its time, and what another process holds. */
  ask<T>(
    use: (project: StemmaProject, options: CallOptions) => Promise<T>,
    { name, isHeavy, cancelled }: AskedCall,
  ): Promise<T> {
    const timeUp = AbortSignal.timeout(CALL_MS);
    const signal = AbortSignal.any([cancelled, timeUp]);
    const options = { signal, timeoutMs: CALL_MS };
    const gate = isHeavy ? this.#heavy : this.#light;
    const once = (): Promise<T> => this.#bursts.run((project) => use(project, options));
    return orStopped(
      gate.run(() => untilFree(once, signal)),
      name,
      { signal, timeUp },
    );
  }
}

/** What is known of a call before it begins. */
interface AskedCall {
  readonly name: string;
  /** See {@link StemmaTool}. */
  readonly isHeavy: boolean;
  readonly cancelled: AbortSignal;
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
  const words = visible([text, ...notes].join("\n"));
  return { content: [{ type: "text", text: words }, ...linksOf(answer)], structuredContent };
}

/** The first few: a link says no more than the data, it can be kept and opened. */
function linksOf({ links = [], standing }: ToolAnswer): ResourceLink[] {
  return links.slice(0, MOST_LINKS).flatMap((id) => {
    const uri = documentUri(id, standing);
    return uri === undefined
      ? []
      : { type: "resource_link" as const, uri, name: visible(id), mimeType: "text/markdown" };
  });
}

function failureOf(error: unknown): CallToolResult {
  const message = error instanceof Error ? error.message : String(error);
  const known = StemmaError.isInstance(error) ? error : undefined;
  const words = [known === undefined ? message : `${known.code}: ${message}`, known?.advice ?? ""];
  return {
    isError: true,
    content: [{ type: "text", text: visible(words.filter((line) => line !== "").join("\n")) }],
  };
}

function withoutUndefined(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
