import type { NodeOutline } from "@stemma/graph-store";

/** What is known of a node by its name alone, from the graph or from a record of the index. */
export type NamedNode = Pick<NodeOutline, "id" | "path" | "name" | "startLine" | "endLine"> & {
  /** `FOLDER`, `FILE`, `CLASS`, `FUNCTION` … */
  readonly label: string;
};

/** The qualified name in its file, or the path of a file or folder. */
export function symbolOf({ id, path }: Pick<NamedNode, "id" | "path">): string {
  // A path may have a # of its own.
  return id.startsWith(`${path}#`) ? id.slice(path.length + 1) : path;
}

/** Whether a path is that of a test, a fixture or a benchmark. */
export function isTestPath(path: string): boolean {
  return /(^|[/._-])(tests?|specs?|__tests__|fixtures?|benchmarks?)([/._-]|$)/u.test(path);
}
