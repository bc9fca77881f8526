import type { CommitSummary, Differences } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { shortHash } from "./short-hash.js";
import { oneLine } from "./visible-text.js";
import { writeDifferences } from "./write-differences.js";

/** A commit with its whole message and what it changed. */
export function writeCommit(terminal: Terminal, commit: CommitSummary & Differences): void {
  const { stdout, colors } = terminal;
  const { hash, author, date, message, parents } = commit;
  stdout.write(`${colors.yellow(hash)}\n`);
  if (parents.length > 1) stdout.write(`merged ${parents.slice(1).map(shortHash).join(", ")}\n`);
  stdout.write(`${oneLine(`${author.name} <${author.email}>, ${date}`)}\n\n`);
  for (const line of message.split("\n")) stdout.write(`    ${line}\n`);
  stdout.write("\n");
  writeDifferences(terminal, commit);
}
