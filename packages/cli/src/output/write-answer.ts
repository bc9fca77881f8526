import type { ModelAnswer, Passage, TreeAnswer } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { formatCost, formatCount } from "./amounts.js";
import { excerpt } from "./excerpt.js";
import { oneLine } from "./visible-text.js";

/** What stands below an answer: its sources, and what of it they do not have. Without a model: the places themselves. */
export function writeAnswer(terminal: Terminal, { answer, passages }: Omit<TreeAnswer, "question">): void {
  const { stdout, colors } = terminal;
  if (passages.length === 0) stdout.write("Nothing that was documented has to do with it.\n");
  else if (answer === null) {
    for (const passage of passages) writePassage(terminal, passage);
    stdout.write(
      colors.dim(
        "\nNo language model is configured (llm in stemma.config.json): these are the places to read.\n",
      ),
    );
  } else writeSources(terminal, answer, passages);
}

function writePassage(terminal: Terminal, passage: Passage): void {
  terminal.stdout.write(`${placeOf(terminal, passage)}\n`);
  terminal.stdout.write(`   ${excerpt(passage.documentation, 300)}\n`);
}

function writeSources(
  { stdout, ...terminal }: Terminal,
  answer: ModelAnswer,
  passages: readonly Passage[],
): void {
  const { colors } = terminal;
  const cited = new Set(answer.sentences.flatMap(({ cites }) => cites));
  const shown = answer.isKnown ? passages.filter(({ number }) => cited.has(number)) : passages;
  stdout.write(`\n${answer.isKnown ? "Sources" : "Looked at"}\n`);
  if (shown.length === 0) stdout.write("  none: it cites no place\n");
  for (const passage of shown) stdout.write(`  ${placeOf({ stdout, ...terminal }, passage)}\n`);
  for (const { text, cites, unfounded, isFounded } of answer.sentences) {
    if (isFounded) continue;
    const why =
      cites.length === 0 ? "cites nothing" : `not in what it cites: ${unfounded.map(oneLine).join(", ")}`;
    stdout.write(`${colors.yellow(`Check (${why})`)} ${excerpt(text, 160)}\n`);
  }
  stdout.write(`${colors.dim(`\nBy ${oneLine(answer.model)}, ${spentText(answer)}`)}\n`);
}

function placeOf(
  { colors }: Pick<Terminal, "colors" | "stdout">,
  { number, path, startLine, kind, id }: Passage,
): string {
  const place = kind === "FOLDER" ? oneLine(path) : `${oneLine(path)}:${startLine}`;
  const symbol = id === path ? "" : `  ${colors.bold(oneLine(id.slice(id.indexOf("#") + 1)))}`;
  return `[${number}] ${colors.cyan(place)}${symbol} ${colors.dim(kind.toLowerCase())}`;
}

function spentText({ isRemembered, spent: { inputTokens, outputTokens, costUsd } }: ModelAnswer): string {
  if (isRemembered) return "asked before: nothing was spent";
  const tokens = `${formatCount(inputTokens)} + ${formatCount(outputTokens)} tokens`;
  return `${tokens}, ${costUsd === null ? "price not known" : formatCost(costUsd)}`;
}
