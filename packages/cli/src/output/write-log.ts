import type { CommitSummary, GitCommits, SymbolRevision } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { commitGraph } from "./commit-graph.js";
import { gitWords } from "./git-words.js";
import { shortHash } from "./short-hash.js";
import { oneLine } from "./visible-text.js";
import { writeSymbol } from "./write-changes.js";

/** How a log is written. */
export interface LogFlags {
  /** Short hash and subject alone. */
  readonly oneline?: boolean;
  /** The lines of the history beside it. */
  readonly graph?: boolean;
}

/** One line a commit: when, by whom, what it changed, and of which of git's commits. */
export function writeLog(
  terminal: Terminal,
  commits: readonly CommitSummary[],
  git: GitCommits,
  { oneline = false, graph = false }: LogFlags,
): void {
  const rows = graph ? commitGraph(commits) : [];
  for (const [index, commit] of commits.entries()) {
    const row = rows[index];
    const prefix = row === undefined ? "" : `${row.prefix} `;
    terminal.stdout.write(`${prefix}${commitLine(terminal, commit, git, oneline)}\n`);
    for (const link of row?.links ?? []) terminal.stdout.write(`${link}\n`);
  }
}

/** The commits in which a symbol changed, each with what changed about it. */
export function writeSymbolLog(
  terminal: Terminal,
  revisions: readonly SymbolRevision[],
  git: GitCommits,
  { oneline = false }: LogFlags,
): void {
  for (const { commit, change } of revisions) {
    terminal.stdout.write(`${commitLine(terminal, commit, git, oneline)}\n`);
    if (!oneline) writeSymbol(terminal, change);
  }
}

function commitLine({ colors }: Terminal, commit: CommitSummary, git: GitCommits, isShort: boolean): string {
  const { hash, date, author, message } = commit;
  const made = isShort
    ? ""
    : ` ${colors.dim(`${date.slice(0, 16).replace("T", " ")} ${oneLine(author.name)}`)} `;
  const documented = gitWords(commit, git);
  const ofGit = documented === "" ? "" : colors.dim(`  [${oneLine(documented)}]`);
  return `${colors.yellow(shortHash(hash))}${made} ${oneLine(message.split("\n", 1)[0] ?? "")}${ofGit}`;
}
