import type { Diagram, DiagramFormat } from "./diagram.js";
import { writeDot } from "./write-dot.js";
import { writeGraphMl } from "./write-graphml.js";
import { writeMermaid } from "./write-mermaid.js";

/** A diagram as text. Names of the tree are escaped: none of them ends what it stands in. */
export function writeDiagram(diagram: Diagram, format: DiagramFormat): string {
  return WRITERS[format](diagram);
}

const WRITERS: Readonly<Record<DiagramFormat, (diagram: Diagram) => string>> = {
  mermaid: writeMermaid,
  dot: writeDot,
  graphml: writeGraphMl,
};
