import { estimateTokens } from "@stemma/llm";
import { inertCode, inertMarkdown } from "./markdown/inert.js";
import { linkTo } from "./markdown/page-path.js";
import { withoutParts } from "./own-words.js";
import type { FolderPage } from "./wiki-page.js";

/** Where they lie. */
export const LLMS_PAGE = "llms.txt";
/** What an assistant should not have to pay more for than this. */
const MAX_TOKENS = 2_000;

/**
 * The essentials of a tree for an assistant (llms.txt): what it is, then its folders from the root down with a sentence each, as
 * many as fit.
 */
export function llmsText(title: string, folders: readonly FolderPage[]): string {
  const root = folders.find(({ node }) => node.path === ".");
  const [lead = ""] = withoutParts(root?.documentation ?? "").split("\n\n");
  const head = `# ${inertMarkdown(title)}\n\n${lead === "" ? "" : `> ${inertMarkdown(lead).replaceAll("\n", " ")}\n\n`}`;
  const byDepth = [...folders].sort(
    (a, b) => depthOf(a) - depthOf(b) || (a.node.path < b.node.path ? -1 : 1),
  );
  const lines: string[] = [];
  let room = MAX_TOKENS - estimateTokens(head) - 40;
  let left = 0;
  for (const folder of byDepth) {
    for (const { node, summary } of folder.children) {
      const line = `- [${inertCode(node.path)}](${linkTo(LLMS_PAGE, node)}): ${inertMarkdown(summary).replaceAll("\n", " ")}`;
      room -= estimateTokens(line) + 1;
      if (room > 0) lines.push(line);
      else left += 1;
    }
  }
  const more = left === 0 ? "" : `\n${left} more are on their folders' pages.\n`;
  return `${head}## Parts\n\n${lines.join("\n")}\n${more}`;
}

function depthOf({ node }: FolderPage): number {
  return node.path === "." ? 0 : node.path.split("/").length;
}
