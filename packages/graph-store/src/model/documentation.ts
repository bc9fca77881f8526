/** What was written about one code node; a node has at most one. */
export interface Documentation {
  readonly nodeId: string;
  /** Plain prose or Markdown; contains the node's name. */
  readonly text: string;
  /** One or two sentences that stand alone: all that the nodes above get to read. */
  readonly summary: string;
  /** SHA-256 (hex) of `text`. */
  readonly textHash: string;
  /** SHA-256 (hex) of `summary`. */
  readonly summaryHash: string;
  /** Hash of everything the text was made from; the node is documented again when it differs. */
  readonly nodeKey: string;
  /** `"extractive"`, `"openai-compatible"`, … */
  readonly provider: string;
  readonly model: string;
  /** True when the documentation of something the node contains or calls was missing. */
  readonly isPartial: boolean;
  /** What its sentences stand on, as whoever wrote it has it; absent where nobody says. */
  readonly grounding?: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAtMs: number;
}

/** Which documentation to read. An empty filter reads all. */
export interface DocumentationFilter {
  readonly nodeIds?: readonly string[];
}
