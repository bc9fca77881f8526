// Who calls whom in a tree as its language's own compiler resolves it: pairs of `path#name`, never from the graph.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { nameOf } from "../../code-graph/named-functions/typescript-functions.mjs";
import { forEachCall } from "../../code-graph/typescript-oracle.mjs";

const compilers = join(import.meta.dirname, "..", "..", "code-graph", "compilers");

/** @returns `{ from, to, fromLine, toLine }` of each call between functions of the tree, by `path#name`. */
export function compilerEdges(language, root) {
  if (language === "typescript") return typescriptEdges(root);
  const [command, script] =
    language === "go"
      ? ["go", ["run", join(compilers, "go", "main.go")]]
      : ["java", [join(compilers, "JavaCalls.java")]];
  const printed = execFileSync(command, [...script, root], { encoding: "utf8", maxBuffer: 1 << 26 });
  return printed
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [from = "", to = ""] = line.split("\t").map(withoutLine);
      return { from, to };
    });
}

function withoutLine(place) {
  return place.replace(/:\d+:/u, "#");
}

function typescriptEdges(root) {
  const files = new Map();
  const edges = [];
  const add = ({ path, offset }, callee) => {
    if (!files.has(path)) {
      const text = readFileSync(join(root, path), "utf8");
      files.set(path, ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
    }
    const caller = functionAround(files.get(path), offset);
    if (caller !== null) edges.push({ from: `${path}#${caller}`, to: `${callee.path}#${callee.name}` });
  };
  forEachCall(root, add, add);
  return edges;
}

/** The name of the innermost function with one around an offset. */
function functionAround(file, offset) {
  let name = null;
  const visit = (node) => {
    if (offset < node.getStart(file) || offset >= node.end) return;
    if (ts.isFunctionLike(node)) name = nameOf(node) ?? name;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return name;
}
