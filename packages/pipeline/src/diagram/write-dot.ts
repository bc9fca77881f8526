import { groupBy } from "../group-by.js";
import { type Diagram, edgeLabelOf, labelOf } from "./diagram.js";

/** A diagram in Graphviz's language: a box a node, in a frame a file; candidates are dashed. */
export function writeDot({ nodes, edges }: Diagram): string {
  const lines = ["digraph stemma {", "  rankdir=LR;", "  node [shape=box];"];
  const files = [...groupBy(nodes, (node) => node.path)];
  files.forEach(([path, members], index) => {
    const drawn = members.map((node) => {
      const style = [...(node.isStart ? ["bold"] : []), ...(node.isTest ? ["dashed"] : [])].join(",");
      return `${quoted(node.id)} [label=${quoted(labelOf(node))}${style === "" ? "" : `, style=${quoted(style)}`}];`;
    });
    if (members.length === 1 && members[0]?.id === path) lines.push(`  ${drawn[0] ?? ""}`);
    else {
      lines.push(`  subgraph cluster_${index} {`, `    label=${quoted(path)};`);
      lines.push(...drawn.map((box) => `    ${box}`), "  }");
    }
  });
  for (const edge of edges) {
    const label = edgeLabelOf(edge);
    const attributes = [
      ...(label === "" ? [] : [`label=${quoted(label)}`]),
      ...(edge.confidence < 1 ? ["style=dashed"] : []),
    ];
    const said = attributes.length === 0 ? "" : ` [${attributes.join(", ")}]`;
    lines.push(`  ${quoted(edge.fromId)} -> ${quoted(edge.toId)}${said};`);
  }
  return `${[...lines, "}"].join("\n")}\n`;
}

/** A backslash and what follows may be a line break to Graphviz, or the node's name. */
function quoted(text: string): string {
  const plain = text
    .replaceAll(/\p{Cc}/gu, "\uFFFD")
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"');
  return `"${plain}"`;
}
