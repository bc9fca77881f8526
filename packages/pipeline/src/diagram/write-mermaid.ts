import { groupBy } from "../group-by.js";
import { type Diagram, edgeLabelOf, labelOf } from "./diagram.js";
import { mermaidText } from "./mermaid-text.js";

/** A diagram as a Mermaid flowchart: a box a node, in a frame a file; candidates are dotted. */
export function writeMermaid({ nodes, edges }: Diagram): string {
  const boxes = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = ["flowchart LR"];
  for (const [path, members] of groupBy(nodes, (node) => node.path)) {
    const drawn = members.map((node) => `${boxes.get(node.id) ?? ""}["${mermaidText(labelOf(node))}"]`);
    const [only] = members;
    if (members.length === 1 && only?.id === path) lines.push(`  ${drawn[0] ?? ""}`);
    else {
      lines.push(`  subgraph f${boxes.get(only?.id ?? "") ?? ""}["${mermaidText(path)}"]`);
      lines.push(...drawn.map((box) => `    ${box}`), "  end");
    }
  }
  for (const edge of edges) {
    const label = edgeLabelOf(edge);
    const arrow = edge.confidence < 1 ? "-.->" : "-->";
    const said = label === "" ? "" : `|"${mermaidText(label)}"|`;
    lines.push(`  ${boxes.get(edge.fromId) ?? ""} ${arrow}${said} ${boxes.get(edge.toId) ?? ""}`);
  }
  const named = (isMeant: (node: Diagram["nodes"][number]) => boolean): string =>
    nodes
      .filter(isMeant)
      .map(({ id }) => boxes.get(id) ?? "")
      .join(",");
  const [starts, tests] = [named(({ isStart }) => isStart), named(({ isTest }) => isTest)];
  if (starts !== "") lines.push("  classDef start stroke-width:3px", `  class ${starts} start`);
  if (tests !== "") lines.push("  classDef test stroke-dasharray:4", `  class ${tests} test`);
  return `${lines.join("\n")}\n`;
}
