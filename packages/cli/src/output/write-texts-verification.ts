import type { TextsVerification } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

/** What became of the sentences of all texts, for people. */
export function writeTextsVerification(
  { stdout, colors }: Terminal,
  { texts, sentences, doubtful }: TextsVerification,
): void {
  const { total, cited, byRule, ofPeople, withoutCitations } = texts;
  for (const { id, path, line, sentences: some, unknownNames } of doubtful) {
    stdout.write(`${colors.bold(oneLine(id))}  ${colors.cyan(oneLine(`${path}:${line}`))}\n`);
    for (const { text, standing, missing } of some) {
      const lacks = missing.length === 0 ? "" : ` (not in what it cites: ${missing.map(oneLine).join(", ")})`;
      stdout.write(`  ${colors.yellow(standing)}${lacks}: ${oneLine(text)}\n`);
    }
    if (unknownNames.length > 0)
      stdout.write(`  ${colors.yellow("nowhere in the tree")}: ${unknownNames.map(oneLine).join(", ")}\n`);
  }
  stdout.write(
    `${total} texts: ${cited} with citations, ${withoutCitations} without, ${byRule} by rule, ${ofPeople} of people\n` +
      `Sentences: ${sentences.supported} supported, ${sentences.stale} stale, ${sentences.unsupported} unsupported, ${sentences.unknown} without citations\n` +
      "Supported is what its lines and parts have the names and numbers of; it says nothing of whether it is true.\n",
  );
}
