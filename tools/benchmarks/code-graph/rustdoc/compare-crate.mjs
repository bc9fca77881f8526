// Holds the calls of a crate's graph against the links of its source pages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";
import { readLinks } from "./read-links.mjs";

/** Below this a target is one of several. */
const SURE = 0.8;

/** What is right, contradicted, and found, of the calls whose names are linked. */
export async function compareCrate(source, pages) {
  const { byName, called } = readLinks(pages);
  const calls = [];
  const graph = await SqliteGraphStore.open(":memory:");
  await scanTree(source, graph, { include: ["src/", "Cargo.toml"], onCall: (call) => calls.push(call) });
  const tree = await readTree(graph);
  await graph.close();
  const named = calls.map((call) => ({ ...call, name: nameOf(source, call) }));
  const counts = { right: 0, wrong: 0, library: 0, shares: 0, linked: 0, found: 0 };
  /** @type {{ contradicted: string[], missed: string[] }} */
  const examples = { contradicted: [], missed: [] };
  for (const call of named) {
    const links = byName.get(`${call.path}:${call.line}:${call.name}`);
    if (links === undefined) continue;
    const direct = call.targets.filter(({ id, kind }) => kind === "direct" && tree.functions.has(id));
    const isRight = ({ id }) => links.some((place) => tree.isAt(id, place, call.name));
    for (const target of direct) {
      if (isRight(target)) counts.right++;
      else if (links.every((place) => place === null)) counts.library++;
      else if (target.confidence < SURE && direct.some(isRight)) counts.shares++;
      else {
        counts.wrong++;
        examples.contradicted.push(`${call.path}:${call.line} ${call.name} -> ${target.id}`);
      }
    }
  }
  for (const { path, line, name, place } of called) {
    if (!tree.hasFunctionAt(place, name)) continue;
    counts.linked++;
    const here = named.filter((call) => call.path === path && call.line === line && call.name === name);
    if (here.some(({ targets }) => targets.some(({ id }) => tree.isAt(id, place, name)))) counts.found++;
    else examples.missed.push(`${path}:${line} ${name}`);
  }
  return { ...counts, examples };
}

/** The functions of a graph, and which of them a link means. */
async function readTree(graph) {
  const functions = new Map(
    (await graph.readNodes({})).filter(({ label }) => label === "FUNCTION").map((node) => [node.id, node]),
  );
  const owners = new Map();
  for (const { fromId, toId } of await graph.readRelations({ types: ["FUNCTION_DEFINITION"] }))
    owners.set(toId, fromId);
  const bases = new Set();
  for (const { fromId, toId } of await graph.readRelations({ types: ["INHERITS"] }))
    bases.add(`${fromId}\n${toId}`);
  const stands = (node, place, name) =>
    place !== null &&
    node.name === name &&
    node.path === place.path &&
    node.startLine <= place.to &&
    node.endLine >= place.from;
  return {
    functions,
    hasFunctionAt: (place, name) => [...functions.values()].some((node) => stands(node, place, name)),
    /** Also the implementation of the trait's method that is linked. */
    isAt(id, place, name) {
      const node = functions.get(id);
      if (node === undefined) return false;
      if (stands(node, place, name)) return true;
      const declared = [...functions.values()].find((each) => stands(each, place, name));
      return declared !== undefined && bases.has(`${owners.get(id)}\n${owners.get(declared.id)}`);
    },
  };
}

const sources = new Map();

/** The name that is called: the offset of a method's call is that of its name. */
function nameOf(source, { path, offset, text }) {
  const whole = sources.get(path) ?? readFileSync(join(source, path), "utf8");
  sources.set(path, whole);
  const before = whole.slice(whole.lastIndexOf("\n", offset - 1) + 1, offset);
  if (/\.$/.test(before) && !before.includes("//"))
    return /^\w+/.exec(whole.slice(offset, offset + 100))?.[0] ?? "";
  return /(\w+)\W*$/.exec(text.replace(/::<.*$/s, ""))?.[1] ?? "";
}
