import type { Changes, CommitSummary, GitCommits } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { gitWords } from "./git-words.js";
import { shortHash } from "./short-hash.js";
import { oneLine } from "./visible-text.js";
import { type ChangesFlags, writeChanges } from "./write-changes.js";

/** A commit with its message, git's commit that it documents, and what it changed. */
export function writeCommit(
  terminal: Terminal,
  commit: CommitSummary & Changes,
  git: GitCommits,
  flags: ChangesFlags,
): void {
  const { stdout, colors } = terminal;
  const { hash, author, date, message, parents } = commit;
  stdout.write(`${colors.yellow(`commit ${hash}`)}\n`);
  if (parents.length > 1) stdout.write(`merged ${parents.slice(1).map(shortHash).join(", ")}\n`);
  stdout.write(`${oneLine(`${author.name} <${author.email}>, ${date}`)}\n`);
  const documented = gitWords(commit, git);
  if (documented !== "") stdout.write(`of git's ${oneLine(documented)}\n`);
  stdout.write("\n");
  for (const line of withoutTrailers(message).split("\n")) stdout.write(`    ${line}\n`);
  stdout.write("\n");
  writeChanges(terminal, commit, flags);
}

/** What ties it to git is said in words above. */
function withoutTrailers(message: string): string {
  return message.replace(/\n+(?:Git-(?:Commit|Branch|Tree): .*(?:\n|$))+$/u, "");
}
