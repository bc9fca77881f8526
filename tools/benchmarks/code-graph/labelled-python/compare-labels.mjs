// Precision and recall of the Python resolver at call sites that were labelled by hand; see the README.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { scanTree } from "@stemma/code-graph";
import { SqliteGraphStore } from "@stemma/graph-store";

const LABEL = /^(?<path>.+?):(?<line>\d+):(?<column>\d+) (?<callee>.+) => (?<expected>\S+)$/;

/** The labelled sites, package by package. */
export function readLabels() {
  const folder = join(import.meta.dirname, "labels");
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      name: file.replace(/\.txt$/, ""),
      sites: readFileSync(join(folder, file), "utf8").trimEnd().split("\n").map(readLabel),
    }));
}

/** @returns {{ text: string, path: string, line: string, column: string, callee: string, expected: string }} */
function readLabel(text) {
  const found = LABEL.exec(text);
  if (found === null) throw new Error(`not a label: ${text}`);
  const [, path, line, column, callee, expected] = found;
  return { text, path, line, column, callee, expected };
}

/** Scans the packages below `root` and compares each labelled site; prints a line a package and the sites that differ. */
export async function compareLabels(root, shown) {
  const calls = await callsByPlace(root);
  const sum = { right: 0, wrong: 0, missing: 0, sites: 0 };
  for (const { name, sites } of readLabels()) {
    const counts = { right: 0, wrong: 0, missing: 0, sites: sites.length };
    const differences = [];
    for (const site of sites) {
      const found = targetsAt(calls, site);
      const isInside = site.expected.includes("#");
      const wrong = found.filter((id) => id !== site.expected);
      counts.wrong += wrong.length;
      if (isInside && found.includes(site.expected)) counts.right++;
      else if (isInside) counts.missing++;
      if (wrong.length > 0 || (isInside && !found.includes(site.expected)))
        differences.push(`  ${site.text}   the graph: ${found.join(", ") || "nothing"}`);
    }
    print(name, counts);
    for (const line of differences.slice(0, shown)) console.log(line);
    for (const key of Object.keys(sum)) sum[key] += counts[key];
  }
  print("together", sum);
  return { precision: precisionOf(sum), recall: recallOf(sum), sites: sum.sites };
}

/** Every call of the tree, by file, line and column. */
async function callsByPlace(root) {
  const calls = new Map();
  const graph = await SqliteGraphStore.open(":memory:");
  const texts = new Map();
  await scanTree(root, graph, {
    onCall: (call) => {
      if (!texts.has(call.path)) texts.set(call.path, readFileSync(join(root, call.path), "utf8"));
      const column = call.offset - texts.get(call.path).lastIndexOf("\n", call.offset - 1);
      const place = `${call.path}:${call.line}:${column}`;
      calls.set(place, [...(calls.get(place) ?? []), call]);
    },
  });
  await graph.close();
  return calls;
}

/** Ids that the graph binds the call to; functions handed over by name are no targets of the call itself. */
function targetsAt(calls, { path, line, column, callee, text }) {
  const here = calls.get(`${path}:${line}:${column}`) ?? [];
  // `a.b().c()` begins where `a.b()` does.
  const call = here.find((candidate) => isSameText(candidate.text, callee));
  // The call in `super().f()` is part of the other one.
  if (call === undefined && callee === "super") return [];
  if (call === undefined)
    throw new Error(`The scan knows no call at this site; is the version the labelled one? ${text}`);
  const targets = call.targets.filter(({ kind }) => kind !== "callback");
  const direct = targets.filter(({ kind }) => kind === "direct");
  return (direct.length > 0 ? direct : targets).map(({ id }) => id);
}

function isSameText(scanned, labelled) {
  const [a, b] = [scanned, labelled].map((text) => text.replace(/\s+/g, ""));
  return a.endsWith("…") ? b.startsWith(a.slice(0, -1)) : a === b;
}

function print(name, counts) {
  console.log(
    `${name}: ${counts.sites} call sites, ${counts.right + counts.missing} with a target inside: ` +
      `${counts.right} right, ${counts.wrong} wrong, ${counts.missing} missing: ` +
      `precision ${precisionOf(counts).toFixed(3)}, recall ${recallOf(counts).toFixed(3)}`,
  );
}

function precisionOf({ right, wrong }) {
  return right / (right + wrong);
}

function recallOf({ right, missing }) {
  return right / (right + missing);
}
