import * as z from "zod";
import type { StemmaTool } from "../tools/tool.js";

const TYPES = {
  array: z.array(z.unknown()),
  object: z.looseObject({}),
  string: z.string(),
  boolean: z.boolean(),
} as const;

/** What the answers of a tool hold; the items of lists say themselves what they are. */
export function outputSchema({ output }: Pick<StemmaTool, "output">): z.ZodObject {
  const fields = Object.entries(output).map(([name, type]) => [name, TYPES[type]] as const);
  return z.looseObject({ ...Object.fromEntries(fields), standing: TYPES.object });
}
