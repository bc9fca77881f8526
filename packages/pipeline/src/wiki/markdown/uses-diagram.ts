import { mermaidText } from "../../diagram/mermaid-text.js";
import type { FolderPage } from "../wiki-page.js";

/** More boxes or arrows than these are a hairball. */
const MAX_BOXES = 16;
const MAX_ARROWS = 24;

/** A Mermaid diagram of which parts of a folder import from which; empty where there is nothing to see. */
export function usesDiagram({ children, uses }: FolderPage): string {
  if (uses.length === 0) return "";
  const names = new Map(children.map(({ node }) => [node.id, node.name]));
  const boxes = new Map<string, string>();
  const arrows: string[] = [];
  for (const { fromId, toId, count } of uses) {
    const added = [fromId, toId].filter((id) => !boxes.has(id));
    if (boxes.size + added.length > MAX_BOXES || arrows.length === MAX_ARROWS) continue;
    for (const id of added) boxes.set(id, `n${boxes.size}`);
    arrows.push(`  ${boxes.get(fromId) ?? ""} -->|${count}| ${boxes.get(toId) ?? ""}`);
  }
  const drawn = Array.from(boxes, ([id, box]) => `  ${box}["${mermaidText(names.get(id) ?? id)}"]`);
  const left = uses.length - arrows.length;
  const note = left === 0 ? "" : `\n\n${left} rarer imports are not drawn.`;
  return `## Who imports from whom\n\n\`\`\`mermaid\nflowchart LR\n${[...drawn, ...arrows].join("\n")}\n\`\`\`${note}`;
}
