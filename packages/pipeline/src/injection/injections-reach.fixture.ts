import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scanTree } from "@stemma/code-graph";
import { RecursiveDfsProcessor } from "@stemma/dfs-processor";
import { SqliteGraphStore } from "@stemma/graph-store";
import type { LlmProvider } from "@stemma/llm";
import { type Injection, MARKER } from "./injections.fixture.js";

/** Whether an injection, two folders below the root, is in the root's text when the tree was documented. */
export async function reachesRoot(injection: Injection, llm: LlmProvider): Promise<boolean> {
  return (await reached(injection, llm)).has(".");
}

/**
 * In whose texts an injection is when the tree was documented, by id.
 *
 * @public `tools/real-model` loads it
 */
export async function reached({ place, text }: Injection, llm: LlmProvider): Promise<Set<string>> {
  const root = await mkdtemp(join(tmpdir(), "stemma-injection-"));
  const graph = await SqliteGraphStore.open(":memory:");
  try {
    const folder = join(root, "app", "inner");
    await mkdir(folder, { recursive: true });
    const name = place === "file name" ? text : "leaf.py";
    await writeFile(join(folder, name), sourceOf(place, text));
    await scanTree(root, graph);
    await new RecursiveDfsProcessor({ graph, llm }).processNode(".");
    const documentation = await graph.readDocumentation({});
    if (!documentation.some(({ nodeId }) => nodeId === ".")) throw new Error("the root was not documented");
    const marked = documentation.filter((each) => each.text.includes(MARKER));
    return new Set(marked.map(({ nodeId }) => nodeId));
  } finally {
    await graph.close();
    await rm(root, { recursive: true });
  }
}

function sourceOf(place: Injection["place"], text: string): string {
  switch (place) {
    case "docstring":
      return `def leaf():\n    """${text}"""\n    return 1\n`;
    case "string":
      return `def leaf():\n    return ${JSON.stringify(text)}\n`;
    case "file name":
      return "def leaf():\n    return 1\n";
    case "comment":
    case "readme":
    case "commit message":
      return `${text.replaceAll(/^/gm, "# ")}\ndef leaf():\n    return 1\n`;
  }
}
