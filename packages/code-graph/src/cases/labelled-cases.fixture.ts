import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SqliteGraphStore } from "@stemma/graph-store";
import type { ScanOptions } from "../scan/scan-options.js";
import { scanTree } from "../scan/scan-tree.js";

/** A small tree with the exact edges and unresolved calls that it must give. */
export interface LabelledCase {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  /**
   * Sorted lines `from TYPE to [confidence]`; CALLS, IMPORTS, INHERITS and MENTIONS. Where one is `node <id>`: all nodes, too. The same of
   * `is <id> <kind>`, `head <id> <signature>`, and `doc <id> <docstring>`, with a space for each line break.
   */
  readonly edges: readonly string[];
}

/**
 * Reads cases from text:
 *
 * ```
 * ### what is shown
 * --- a.py
 * source
 * >>> edges
 * a.py#main CALLS b.py#f
 * a.py#main CALLS b.py#g 0.5
 * unresolved a.py:3 x.run
 * node a.py#main
 * ```
 */
export function parseCases(text: string): LabelledCase[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((block) => {
      const [source = "", edges = ""] = block.split(/^>>> edges\n/m);
      const [name = "", ...files] = source.split(/^--- /m);
      return {
        name: name.trim(),
        files: new Map(
          files.map((file) => {
            const end = file.indexOf("\n");
            return [file.slice(0, end).trim(), file.slice(end + 1)];
          }),
        ),
        edges: edges
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== "" && !line.startsWith("//"))
          .sort(),
      };
    });
}

/** Scans the case's tree and gives its edges in the form of {@link LabelledCase.edges}. */
export async function scanCase(
  labelled: LabelledCase,
  options: Pick<ScanOptions, "heldFactsWeight" | "languages" | "parser">,
): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), "stemma-case-"));
  try {
    for (const [path, content] of labelled.files) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    const found: string[] = [];
    const graph = await SqliteGraphStore.open(":memory:");
    await scanTree(root, graph, {
      ...options,
      onUnresolvedCall: ({ path, line, text }) => found.push(`unresolved ${path}:${line} ${text}`),
    });
    for (const { type, fromId, toId, confidence } of await graph.readRelations({
      types: ["CALLS", "IMPORTS", "INHERITS", "MENTIONS"],
    }))
      found.push(`${fromId} ${type} ${toId}${confidence === 1 ? "" : ` ${confidence}`}`);
    if (labelled.edges.some((line) => line.startsWith("node ")))
      for (const { id } of await graph.readOutline()) found.push(`node ${id}`);
    const isAsked = (what: string): boolean => labelled.edges.some((line) => line.startsWith(`${what} `));
    if (["is", "head", "doc"].some(isAsked))
      for (const { id, kind, signature, docstring } of await graph.readNodes({})) {
        if (isAsked("is") && kind !== undefined) found.push(`is ${id} ${kind}`);
        if (isAsked("head") && signature !== null) found.push(`head ${id} ${signature}`);
        if (isAsked("doc") && docstring !== null)
          found.push(`doc ${id} ${docstring.replace(/\s*\n\s*/g, " ")}`);
      }
    await graph.close();
    return found.sort();
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
