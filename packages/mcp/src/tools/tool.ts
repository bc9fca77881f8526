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
  /** Tells the client how far the work is, where it asked to be told. */
  readonly onProgress: (progress: CallProgress) => void;
}

/** How far a call is. */
export interface CallProgress {
  readonly done: number;
  /** Out of how many; `undefined` while it is not known. */
  readonly total?: number | undefined;
  readonly message: string;
}

/** What a tool may change, as clients are told of it. */
export interface ToolEffects {
  /** Something may be lost by it that nothing brings back. */
  readonly isDestructive: boolean;
  /** The same call once more changes nothing more. */
  readonly isIdempotent: boolean;
  /** It may speak to others than this machine: a model's service, a remote. */
  readonly isOpenWorld: boolean;
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
  /** Absent of a tool that reads. One of those that write runs at a time. */
  readonly effects?: ToolEffects;
  /** Milliseconds that a call may take. Default: one minute. */
  readonly mostMs?: number;
  /** Works on a tree that was never documented, too: its state is made first. */
  readonly mayBegin?: boolean;
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
