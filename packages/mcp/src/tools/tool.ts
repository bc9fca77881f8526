import type { CallOptions } from "@stemma/core";
import type { Standing, StemmaProject } from "@stemma/pipeline";
import type * as z from "zod";
import type { LenientArguments } from "../answer/vocabulary.js";

/** What a tool works with in one call. */
export interface ToolCall {
  readonly project: StemmaProject;
  /** Fires when the client cancels, and when the call's time is over. */
  readonly options: CallOptions;
  readonly lenient: LenientArguments;
}

/** What a tool found. */
export interface ToolAnswer {
  /** As the tool's output schema says, without what every answer has. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly standing: Standing;
  /** The same for people, short. */
  readonly text: string;
  /** Ids of places whose documentation can be read as resources. */
  readonly links?: readonly string[];
  /** What was left out, each with how to get it. */
  readonly omitted?: readonly string[];
}

/** One tool: what it is told to clients as, and how it answers. */
export interface StemmaTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  /** The fields of the answer that are always there, by type; every answer has `standing`, too. */
  readonly output: Readonly<Record<string, "array" | "object" | "string" | "boolean">>;
  /** Needs Python: fewer of them run at once, and the first one takes longer. */
  readonly isHeavy: boolean;
  readonly answer: (given: Record<string, unknown>, call: ToolCall) => Promise<ToolAnswer>;
}

/** A tool whose `answer` gets what its schema says. */
export function defineTool<Input extends z.ZodObject>(
  tool: Omit<StemmaTool, "answer" | "input"> & {
    readonly input: Input;
    readonly answer: (given: z.output<Input>, call: ToolCall) => Promise<ToolAnswer>;
  },
): StemmaTool {
  const { input, answer } = tool;
  return {
    ...tool,
    answer: (given, call) => {
      call.lenient.knowOnly(given, Object.keys(input.shape));
      return answer(given as z.output<Input>, call);
    },
  };
}
