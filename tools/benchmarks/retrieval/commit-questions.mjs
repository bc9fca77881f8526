// What commits of a repository ask for: a subject is the question, the functions and classes in which its lines still stand are the answers.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { byFile } from "../../model/static/docstrings.mjs";

const run = promisify(execFile);
const fewestLines = 2;
const fewestWords = 4;
/** A commit that changed more says nothing of any of them. */
const mostAnswers = 4;

async function git(folder, args) {
  const { stdout } = await run("git", ["-C", folder, ...args], { maxBuffer: 1 << 28 });
  return stdout;
}

/** The commit of each line of a file, the first line first. */
async function blame(folder, path) {
  const lines = (await git(folder, ["blame", "-w", "-s", "--no-abbrev", "--porcelain", "--", path])).split(
    "\n",
  );
  return lines.flatMap((line) => /^([0-9a-f]{40}) \d+ \d+/u.exec(line)?.[1] ?? []);
}

/** The node that a line is of: the smallest that holds it. */
function innermost(nodes, line) {
  let best;
  for (const node of nodes) {
    if (line < node.startLine || line > node.endLine) continue;
    if (best === undefined || node.endLine - node.startLine < best.endLine - best.startLine) best = node;
  }
  return best;
}

export async function commitQuestions(folder, nodes) {
  const log = await git(folder, ["log", "--no-merges", "--format=%H%x00%s"]);
  const subjects = new Map(
    log
      .trim()
      .split("\n")
      .map((line) => /** @type {[string, string]} */ (line.split("\0"))),
  );
  /** commit → node → lines */
  const changed = new Map();
  const code = nodes.filter(({ label }) => label === "FUNCTION" || label === "CLASS");
  for (const [path, own] of byFile(code)) {
    (await blame(folder, path)).forEach((commit, index) => {
      const node = innermost(own, index + 1);
      if (node === undefined) return;
      const lines = changed.get(commit) ?? new Map();
      changed.set(commit, lines.set(node, (lines.get(node) ?? 0) + 1));
    });
  }
  return [...changed].flatMap(([commit, lines]) => {
    const question = subjects.get(commit) ?? "";
    const answers = [...lines].filter(([, count]) => count >= fewestLines).map(([node]) => node);
    const isNamed = answers.some(({ name }) => question.includes(name));
    const words = question.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
    if (lines.size > mostAnswers || answers.length === 0 || isNamed || words.length < fewestWords) return [];
    return [{ question, answers: answers.map(({ id }) => id) }];
  });
}
