import type { CallOptions } from "@stemma/core";
import type { ProjectCollections } from "@stemma/pipeline/collections";
import type * as z from "zod";
import type { ToolEffects } from "../tools/tool.js";

/** What a tool works with in one call. */
export interface MemoryCall {
  readonly collections: ProjectCollections;
  readonly options: CallOptions;
}

/** One of chroma-mcp's tools, or one beside them: its names and words are theirs, so that an assistant's habits go on working. */
export interface MemoryTool {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodObject;
  /** Absent of one that reads. */
  readonly effects?: ToolEffects;
  /** How its error begins, as chroma-mcp's do: `Failed to …`. */
  readonly failing: (given: Record<string, unknown>) => string;
  /** A text, a number, a list of texts, or an object. */
  readonly answer: (given: Record<string, unknown>, call: MemoryCall) => Promise<unknown>;
}

/** A tool whose functions get what its schema says. */
export function memoryTool<Input extends z.ZodObject>(
  tool: Omit<MemoryTool, "answer" | "failing" | "input"> & {
    readonly input: Input;
    readonly failing: (given: z.output<Input>) => string;
    readonly answer: (given: z.output<Input>, call: MemoryCall) => Promise<unknown>;
  },
): MemoryTool {
  const { failing, answer } = tool;
  return {
    ...tool,
    failing: (given) => failing(given as z.output<Input>),
    answer: (given, call) => answer(given as z.output<Input>, call),
  };
}
