import type { GetPromptResult, McpServer } from "@modelcontextprotocol/server";
import { visible } from "@stemma/pipeline";
import * as z from "zod";
import { words } from "../tools/arguments.js";

/** The questions that people ask most, as prompts that their client offers. */
export function registerPrompts(server: McpServer): void {
  server.registerPrompt(
    "explain",
    {
      title: "Explain a symbol",
      description: "What it does, how, who uses it and what would break with it",
      argsSchema: z.object({ symbol: words.describe("name, id or path:line") }),
    },
    ({ symbol }) =>
      saying(
        `Explain ${quoted(symbol)}. Call symbol with this name, then trace with direction impact and, for what is unclear, symbol of what it calls. ` +
          "Say what it does, how, who uses it, and what would break if it changed, each with its place (path:line). Say so where the index is not fresh.",
      ),
  );
  server.registerPrompt(
    "review-change",
    {
      title: "Review a change",
      description: "What changed in meaning between two refs, and what it touches",
      argsSchema: z.object({
        from: words.optional().describe("ref; default: what is not committed"),
        to: words.optional().describe("ref; default: where the index stands"),
      }),
    },
    ({ from, to }) =>
      saying(
        `Review what changed${from === undefined ? " and is not committed" : ` from ${quoted(from)} to ${to === undefined ? "where the index stands" : quoted(to)}`}. ` +
          "Call changes with these refs, all pages of it; for each symbol whose meaning or signature changed call trace with direction impact. " +
          "Say what changed in behaviour, which callers it touches and whether they were changed too, and which tests to run. Say so where the index is not fresh.",
      ),
  );
}

/** A name as data: in quotes that it can't end. */
function quoted(name: string): string {
  return JSON.stringify(visible(name));
}

function saying(text: string): GetPromptResult {
  return { messages: [{ role: "user", content: { type: "text", text } }] };
}
