// The calls of an assistant that has `stemma mcp`.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { whoAnswer } from "./answer-keys.mjs";
import { openServer } from "./talk.mjs";

const stemma = fileURLToPath(new URL("../../../../packages/cli/bin/stemma.js", import.meta.url));
/** A step that is less sure is a possibility, as in the comparison with the compilers. */
const LEAST_CONFIDENCE = 0.6;

export const stemmaTools = {
  name: "stemma",
  prepare: (root) => {
    execFileSync(process.execPath, [stemma, "document", root, "--quiet"], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  },
  open: async (root) => {
    const server = await openServer({ command: process.execPath, args: [stemma, "-C", root, "mcp"] });
    return {
      ...server,
      answer: (task, talk) => answer(task, (name, given) => server.call(talk, name, given)),
    };
  },
};

function answer(task, call) {
  if (task.key) return whereDecided(task, call);
  return task.branch ? whatChanged(task, call) : whoCalls(task, call);
}

async function whoCalls({ called }, call) {
  const { data } = await call("trace", { symbol: called, direction: "callers", depth: 3, limit: 500 });
  const steps = sureSteps(data);
  return whoAnswer(
    [1, 2, 3].map((depth) => steps.filter((step) => step.depth === depth).map(({ id }) => plain(id))),
  );
}

async function whereDecided({ question }, call) {
  const found = await call("search", { query: question, limit: 1, kind: "function" });
  const [first] = found.data.results;
  // It says that nothing has to do with the question.
  if (first === undefined) return new Set();
  const { id } = first;
  const { data } = await call("symbol", { name: id, include: ["callees"] });
  const sure = data.symbols[0].callees.filter(isSure).map((callee) => `calls ${plain(callee.id)}`);
  return new Set([`decides ${plain(id)}`, ...sure]);
}

async function whatChanged({ branch }, call) {
  const { data } = await call("changes", { from: "main", to: branch });
  const changed = data.changes.filter(
    ({ kind, change, hasOtherSource }) =>
      kind === "function" && (change === "added" || hasOtherSource === true),
  );
  const ids = changed.map(({ id }) => id);
  const found = new Set(ids.map((id) => `changed ${plain(id)}`));
  for (const symbol of ids) {
    const callers = await call("trace", { symbol, direction: "callers", depth: 1, limit: 500 });
    for (const { id } of sureSteps(callers.data)) if (!ids.includes(id)) found.add(`breaks ${plain(id)}`);
  }
  return found;
}

/** Steps that are sure, and the way to them, too. */
function sureSteps({ from, steps }) {
  const sure = new Set([from]);
  return steps.filter((step) => {
    if (!isSure(step) || !sure.has(step.via)) return false;
    sure.add(step.id);
    return true;
  });
}

function isSure({ confidence = 1 }) {
  return confidence >= LEAST_CONFIDENCE;
}

/** `path#name` of an id: without classes around it, and which of several overloads it is. */
function plain(id) {
  const [path, names = ""] = id.split("#");
  return `${path}#${names.split(".").at(-1)?.replace(/~\d+$/u, "")}`;
}
