// What `document` costs beside the one thing that it cannot avoid: embedding the texts.
//
//   node tools/benchmarks/document/main.mjs
//
// For each tree (real sources of two packages in the lock files), in one process: the whole main job on a fresh state;
// the embedding of the same texts alone; a second run with nothing changed; a run after one file changed.
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromaPythonPath, MiniLmEmbedder } from "@stemma/chroma";
import { SqliteGraphStore } from "@stemma/graph-store";
import { embeddingText, StemmaProject } from "@stemma/pipeline";
import { PythonContext } from "@stemma/python-context";

const root = join(import.meta.dirname, "..", "..", "..");
const library = join(root, ".venv", "lib");
const version = readdirSync(library).find((name) => name.startsWith("python3."));
if (version === undefined) throw new Error(`no Python in ${library}: npx nx run python-env:venv-dev`);
const sitePackages = join(library, version, "site-packages");
const trees = [
  {
    name: "zod (TypeScript)",
    source: join(root, "node_modules", "zod", "src"),
    edit: "v4/core/util.ts",
    text: "\nexport function addedLater() {}\n",
  },
  {
    name: "chromadb (Python)",
    source: join(sitePackages, "chromadb"),
    edit: "config.py",
    text: "\ndef added_later():\n    pass\n",
  },
];

async function timed(work) {
  const startedAt = performance.now();
  const value = await work();
  return { seconds: (performance.now() - startedAt) / 1000, value };
}

async function documentOnce(directory) {
  const project = await StemmaProject.create(directory);
  try {
    return { summary: await project.document(), graphFile: project.state.graphFile };
  } finally {
    await project.close();
  }
}

async function embedAlone(graphFile) {
  const graph = await SqliteGraphStore.open(graphFile);
  const nodes = new Map((await graph.readNodes({})).map((node) => [node.id, node]));
  const documentation = await graph.readDocumentation({});
  const texts = documentation.flatMap((written) => {
    const node = nodes.get(written.nodeId);
    return node === undefined ? [] : [embeddingText(node, written)];
  });
  await graph.close();
  const python = await PythonContext.start({ pythonPath: [chromaPythonPath()] });
  const embedder = new MiniLmEmbedder({ python });
  await embedder.embedFlat(["warm up"]);
  const { seconds } = await timed(async () => {
    for (let start = 0; start < texts.length; start += 64)
      await embedder.embedFlat(texts.slice(start, start + 64));
  });
  await embedder.close();
  await python.close();
  return seconds;
}

for (const { name, source, edit, text } of trees) {
  const base = mkdtempSync(join(tmpdir(), "stemma-benchmark-"));
  const directory = join(base, "tree");
  cpSync(source, directory, { recursive: true });
  const first = await timed(() => documentOnce(directory));
  const { summary, graphFile } = first.value;
  const embedding = await embedAlone(graphFile);
  const unchanged = await timed(() => documentOnce(directory));
  appendFileSync(join(directory, edit), text);
  const edited = await timed(() => documentOnce(directory));
  rmSync(base, { recursive: true });

  const { nodes, skipped, calls, durationsMs } = summary;
  console.log(`\n${name}`);
  console.log(
    `  files ${nodes.FILE}, classes ${nodes.CLASS}, functions ${nodes.FUNCTION}, skipped ${skipped.length}, calls resolved ${calls.resolved}, unresolved ${calls.unresolved}`,
  );
  console.log(
    `  whole run        ${first.seconds.toFixed(1)} s  (scan ${(durationsMs.scan / 1000).toFixed(1)} s, document ${(durationsMs.document / 1000).toFixed(1)} s)`,
  );
  console.log(`  embedding alone  ${embedding.toFixed(1)} s`);
  console.log(`  ratio            ${(first.seconds / embedding).toFixed(2)}  (bar: ≤ 1.3)`);
  console.log(`  nothing changed  ${unchanged.seconds.toFixed(1)} s`);
  console.log(
    `  one file changed ${edited.seconds.toFixed(1)} s, ${edited.value.summary.documentation.documented} documented, ${edited.value.summary.index.embedded} embedded  (bar: ≤ 5 s)`,
  );
}
