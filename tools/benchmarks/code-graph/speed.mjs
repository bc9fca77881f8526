// Speed of a scan against nothing but parsing the same files with the same parser, in the same run.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { SourceParser, scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";
import { Language, Parser } from "web-tree-sitter";

const GRAMMARS = {
  ".py": "tree-sitter-python/tree-sitter-python.wasm",
  ".js": "tree-sitter-javascript/tree-sitter-javascript.wasm",
  ".ts": "tree-sitter-typescript/tree-sitter-typescript.wasm",
  ".tsx": "tree-sitter-typescript/tree-sitter-tsx.wasm",
};
const ROUNDS = 3;

export async function measureSpeed(name, root) {
  const texts = [];
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    const extension = Object.keys(GRAMMARS).find((ending) => path.endsWith(ending));
    const full = join(root, path);
    if (!extension || !statSync(full).isFile() || statSync(full).size > 1_048_576) continue;
    texts.push({ wasm: GRAMMARS[extension], text: readFileSync(full, "utf8") });
  }
  await Parser.init();
  const languages = new Map();
  const resolve = createRequire(import.meta.url).resolve;
  for (const { wasm } of texts)
    if (!languages.has(wasm)) languages.set(wasm, await Language.load(resolve(wasm)));
  const bytes = texts.reduce((sum, { text }) => sum + text.length, 0);
  const bare = [];
  const scans = [];
  const parser = await SourceParser.create();
  let files = 0;
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(parseAll(texts, languages));
    const graph = await SqliteGraphStore.open(":memory:");
    const report = await scanTree(root, graph, { parser });
    files = report.files.total;
    scans.push(report.durations);
    await graph.close();
  }
  const bareMs = Math.min(...bare);
  const parseAndLinkMs = Math.min(...scans.map(({ parseMs, linkMs }) => parseMs + linkMs));
  const totalMs = Math.min(...scans.map(({ totalMs }) => totalMs));
  console.log(
    `${name}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB; bare parsing ${bareMs.toFixed(0)} ms, ` +
      `reading, parsing and resolving ${parseAndLinkMs.toFixed(0)} ms = ${((100 * bareMs) / parseAndLinkMs).toFixed(0)} % of its speed; ` +
      `whole scan ${totalMs.toFixed(0)} ms; memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  );
  return bareMs / parseAndLinkMs;
}

function parseAll(texts, languages) {
  const parser = new Parser();
  const start = performance.now();
  for (const { wasm, text } of texts) {
    parser.setLanguage(languages.get(wasm));
    parser.parse(text).delete();
  }
  const elapsed = performance.now() - start;
  parser.delete();
  return elapsed;
}
