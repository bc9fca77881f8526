// Speed of parsing and resolving against nothing but parsing the same files with the same parser, in the same run.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { LANGUAGES, SourceParser, scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";
import { Language, Parser } from "web-tree-sitter";

/** A small project needs many rounds until its code is compiled as that of a large one soon is. */
const LEAST_ROUNDS = 40;
const LEAST_MS = 10_000;
/** Larger files are left out of both. */
const MAX_FILE_BYTES = 1_048_576;

/** Prints a line for the tree and gives the ratio of the processor times. */
export async function measureSpeed(name, root) {
  const sources = readSources(root);
  const parser = await SourceParser.create();
  const bareParser = await createBareParser(sources);
  const bare = [];
  const scans = [];
  // In turns, so that a loaded moment and the warming up of compiled code count for both.
  const start = performance.now();
  for (let round = 0; round < LEAST_ROUNDS || performance.now() - start < LEAST_MS; round++) {
    bare.push(bareParser());
    scans.push(await scan(root, parser));
  }
  parser.close();
  const least = (list, key) => Math.min(...list.map((entry) => entry[key]));
  const ratio = least(bare, "cpuMs") / least(scans, "cpuMs");
  const bytes = sources.reduce((sum, { text }) => sum + text.length, 0);
  console.log(
    `${name}: ${sources.length} files, ${(bytes / 1e6).toFixed(1)} MB; processor time of bare parsing ` +
      `${least(bare, "cpuMs").toFixed(0)} ms, of reading, parsing and resolving ${least(scans, "cpuMs").toFixed(0)} ms ` +
      `= ${(100 * ratio).toFixed(0)} % of its speed (by the clock ${least(bare, "wallMs").toFixed(0)} and ` +
      `${least(scans, "wallMs").toFixed(0)} ms = ${((100 * least(bare, "wallMs")) / least(scans, "wallMs")).toFixed(0)} %); ` +
      `whole scan into an empty store ${least(scans, "totalMs").toFixed(0)} ms`,
  );
  return ratio;
}

function readSources(root) {
  const sources = [];
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    const language = LANGUAGES.find(({ extensions }) => extensions.some((ending) => path.endsWith(ending)));
    const full = join(root, path);
    if (!language || !statSync(full).isFile() || statSync(full).size > MAX_FILE_BYTES) continue;
    sources.push({ wasm: language.grammar.wasm, text: readFileSync(full, "utf8") });
  }
  return sources;
}

/** Parses texts that are in memory already and throws the trees away. */
async function createBareParser(sources) {
  await Parser.init();
  const { resolve } = createRequire(import.meta.resolve("@stemma/code-graph"));
  const languages = new Map();
  for (const { wasm } of sources)
    if (!languages.has(wasm)) languages.set(wasm, await Language.load(resolve(wasm)));
  const parser = new Parser();
  return () => {
    const stop = startWatch();
    for (const { wasm, text } of sources) {
      parser.setLanguage(languages.get(wasm));
      parser.parse(text)?.delete();
    }
    return stop();
  };
}

/** A whole scan on this one thread; timed from the end of the walk through the folders to the last resolved call. */
async function scan(root, parser) {
  const graph = await SqliteGraphStore.open(":memory:");
  let stop = startWatch();
  let linked = { cpuMs: 0, wallMs: 0 };
  const report = await scanTree(root, graph, {
    parser,
    maxFileBytes: MAX_FILE_BYTES,
    onProgress: ({ phase, done, total }) => {
      if (phase === "discover") stop = startWatch();
      else if (phase === "link" && done === total) linked = stop();
    },
  });
  await graph.close();
  return { ...linked, totalMs: report.durations.totalMs };
}

function startWatch() {
  const cpu = process.cpuUsage();
  const start = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpuMs: (user + system) / 1000, wallMs: performance.now() - start };
  };
}
