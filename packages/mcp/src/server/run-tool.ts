import type { CallToolResult, ResourceLink } from "@modelcontextprotocol/server";
import { type Logger, StemmaError } from "@stemma/core";
import { type Bursts, CallRunner, type StemmaProject, visible, visibleValue } from "@stemma/pipeline";
import { TEXT_TOKENS } from "../answer/budget.js";
import { fitLines } from "../answer/fit-items.js";
import { shortStanding, standingLine } from "../answer/standing-note.js";
import { type IgnoredArgument, LenientArguments } from "../answer/vocabulary.js";
import { documentUri } from "../resources/document-uri.js";
import type { CallProgress, StemmaTool, ToolAnswer } from "../tools/tool.js";

/** Resources that an answer links to. */
const MOST_LINKS = 5;

/** Runs calls of tools on one tree. */
export class ToolRunner {
  readonly calls: CallRunner<StemmaProject>;
  readonly #logger: Logger;
  readonly #begin: () => Promise<void>;

  constructor({ bursts, logger, begin }: ToolRunnerOptions) {
    this.calls = new CallRunner(bursts);
    this.#logger = logger;
    this.#begin = begin;
  }

  /** Never rejects: what went wrong is told as the tool's answer, so that the model may mend its call. */
  async run(
    tool: StemmaTool,
    given: Record<string, unknown>,
    { cancelled, onProgress }: ClientCall,
  ): Promise<CallToolResult> {
    const lenient = new LenientArguments();
    const { name, isHeavy, effects, mostMs, mayBegin } = tool;
    try {
      if (mayBegin === true) await this.#begin();
      const answer = await this.calls.ask(
        (project, options) => tool.answer(given, { project, lenient, options, onProgress }),
        { name, isHeavy, isWriting: effects !== undefined, mostMs, cancelled },
      );
      return resultOf(answer, lenient.ignored);
    } catch (error) {
      if (!StemmaError.isInstance(error)) this.#logger.error({ error, tool: name }, "A call failed");
      return failureOf(error);
    }
  }
}

/** What calls of tools share. */
interface ToolRunnerOptions {
  readonly bursts: Bursts<StemmaProject>;
  readonly logger: Logger;
  /** Makes the state of a tree that has none yet. */
  readonly begin: () => Promise<void>;
}

/** What the client's side of a call can do. */
interface ClientCall {
  /** Fires when the client gives the call up. */
  readonly cancelled: AbortSignal;
  readonly onProgress: (progress: CallProgress) => void;
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

/** What went wrong, by its code, with what to do. */
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
