import type { DocumentEstimate } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { formatCost, formatCount } from "./amounts.js";

/** What a run would take, for people. */
export function writeEstimate({ stdout, colors }: Terminal, estimate: DocumentEstimate): void {
  const { root, nodes, calls, tokens, provider, model, costUsd, mostCostUsd } = estimate;
  stdout.write(`${colors.bold(root)} would take, at most (nothing was called, nothing was written):\n`);
  stdout.write(
    `  nodes   ${formatCount(nodes.toDocument)} to document, ${formatCount(nodes.upToDate)} up to date\n`,
  );
  if (provider === "extractive") {
    stdout.write("  model   none: the documentation is made from the code itself, for nothing\n");
    return;
  }
  stdout.write(`  model   ${model} (${provider})\n`);
  stdout.write(`  calls   ${formatCount(calls)}\n`);
  stdout.write(
    `  tokens  ${formatCount(tokens.input)} in, about ${formatCount(tokens.output)} out; never more than ${formatCount(tokens.most)} in all\n`,
  );
  stdout.write(
    costUsd === null
      ? `  cost    unknown: no price of ${model} is configured ("prices" in stemma.config.json)\n`
      : `  cost    about ${formatCost(costUsd)}; never more than ${formatCost(mostCostUsd)}\n`,
  );
  if (estimate.exceedsBudget === "yes") stdout.write(colors.yellow("  budget  it will stop the run early\n"));
  if (estimate.exceedsBudget === "perhaps") stdout.write("  budget  it may stop the run early\n");
  if (estimate.exceedsBudget === "no") stdout.write("  budget  it is enough\n");
}
