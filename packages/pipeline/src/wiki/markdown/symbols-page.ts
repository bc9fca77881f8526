import type { NodeOutline } from "@stemma/graph-store";
import { inertCode, inertMarkdown } from "./inert.js";
import { linkTo, symbolName } from "./page-path.js";

/** Where the list of all names lies. */
export const SYMBOLS_PAGE = "symbols.md";

/** Every class and function by name, for looking one up without a server. */
export function symbolsPage(symbols: readonly NodeOutline[]): string {
  const sorted = [...symbols].sort((a, b) => {
    const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
    return left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1;
  });
  const lines = sorted.map((node) => {
    const name = symbolName(node);
    return `- [${inertCode(name)}](${linkTo(SYMBOLS_PAGE, node)}) ${inertMarkdown(`${node.path}:${node.startLine ?? 1}`)}`;
  });
  return `# Symbols\n\n[overview](README.md)\n\n${lines.join("\n")}\n`;
}
