// Texts by rule of nodes that nobody chose by hand, to be read by people: of each tree the one folder, two files, three
// classes and four functions whose ids have the least SHA-256. Usage: node tools/golden/texts.mjs <folder>...
// Prints JSON: the tree's name, then id, signature, summary and text of each node.
import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";

const wanted = { FOLDER: 1, FILE: 2, CLASS: 3, FUNCTION: 4 };
/** Of a text, in characters: what is read of it in a table. */
const shown = 420;
const root = process.env.STEMMA_ROOT ?? join(import.meta.dirname, "..", "..");
const open = (name) => import(join(root, "packages", name, "dist", "index.js"));
const [{ scanTree }, { SqliteGraphStore }, { RecursiveDfsProcessor }, { ExtractiveProvider }] =
  await Promise.all(["code-graph", "graph-store", "dfs-processor", "llm"].map(open));

const orderOf = (id) => createHash("sha256").update(id).digest("hex");

async function textsOf(directory) {
  const graph = await SqliteGraphStore.open(":memory:");
  try {
    await scanTree(directory, graph);
    const processor = new RecursiveDfsProcessor({ graph, llm: new ExtractiveProvider(), keepTexts: false });
    await processor.processNode(".");
    const nodes = await graph.readNodes({});
    const chosen = Object.entries(wanted).flatMap(([label, count]) =>
      nodes
        .filter((node) => node.label === label)
        .sort((a, b) => (orderOf(a.id) < orderOf(b.id) ? -1 : 1))
        .slice(0, count),
    );
    const texts = await graph.readDocumentation({ nodeIds: chosen.map(({ id }) => id) });
    const byId = new Map(texts.map((text) => [text.nodeId, text]));
    return chosen.map(({ id, signature }) => {
      const { summary = "", text = "" } = byId.get(id) ?? {};
      return { id, signature, summary, text: text.length > shown ? `${text.slice(0, shown)}…` : text };
    });
  } finally {
    await graph.close();
  }
}

const trees = [];
for (const directory of process.argv.slice(2))
  trees.push({ tree: basename(resolve(directory)), nodes: await textsOf(resolve(directory)) });
process.stdout.write(`${JSON.stringify(trees, null, 1)}\n`);
