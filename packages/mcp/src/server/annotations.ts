import type { ToolAnnotations } from "@modelcontextprotocol/server";
import type { StemmaTool } from "../tools/tool.js";

/** What clients may take a tool for, when they decide what to ask their user. */
export function annotationsOf({ effects }: Pick<StemmaTool, "effects">): ToolAnnotations {
  if (effects === undefined) return { readOnlyHint: true, openWorldHint: false };
  const { isDestructive, isIdempotent, isOpenWorld } = effects;
  return {
    readOnlyHint: false,
    destructiveHint: isDestructive,
    idempotentHint: isIdempotent,
    openWorldHint: isOpenWorld,
  };
}
