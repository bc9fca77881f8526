import type { Spending, SpendingLine } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { formatCost, formatCount } from "./amounts.js";

/** How many runs are listed; all are in `--json`. */
const listedRuns = 10;

/** What language models have cost, for people. */
export function writeSpending({ stdout, colors }: Terminal, { root, total, models, runs }: Spending): void {
  if (models.length === 0) {
    stdout.write(`No language model was asked for ${root}.\n`);
    return;
  }
  stdout.write(`${colors.bold(root)}\n`);
  for (const { model, ...line } of models) writeLine(model, line);
  if (models.length > 1) writeLine("together", total);
  stdout.write("\nBy run, latest first\n");
  for (const { from, models: used, ...line } of runs.slice(0, listedRuns)) {
    writeLine(`${from.slice(0, 16).replace("T", " ")}  ${used.join(", ")}`, line);
  }
  if (runs.length > listedRuns) stdout.write(`  and ${runs.length - listedRuns} earlier\n`);
  if (total.cachedInputTokens > 0)
    stdout.write(
      colors.dim(`\n${formatCount(total.cachedInputTokens)} of the tokens in were kept by services from calls before.\n`),
    );
  if (total.notMade > 0)
    stdout.write(
      colors.dim(`\n${total.notMade} calls were held back before they were sent: they took nothing.\n`),
    );
  const unanswered = [
    [total.failed, "failed"],
    [total.underWay, "are under way"],
    [total.unknown, "were under way when their run was stopped"],
  ] as const;
  for (const [count, what] of unanswered) {
    if (count > 0)
      stdout.write(colors.dim(`\n${count} calls ${what}: what they took is not in these sums.\n`));
  }
  if (total.unpriced > 0) {
    stdout.write(
      colors.dim(
        `\n${total.unpriced} calls had no price: put it under "prices" in stemma.config.json before a run.\n`,
      ),
    );
  }

  function writeLine(title: string, line: SpendingLine): void {
    stdout.write(
      `  ${title.padEnd(34)} ${formatCount(line.answered).padStart(7)} calls ` +
        `${formatCount(line.inputTokens).padStart(12)} in ${formatCount(line.outputTokens).padStart(10)} out  ${costOf(line)}\n`,
    );
  }
}

function costOf({ costUsd, unpriced, answered }: SpendingLine): string {
  if (unpriced === 0) return formatCost(costUsd);
  return unpriced === answered ? formatCost(null) : `${formatCost(costUsd)} and more`;
}
