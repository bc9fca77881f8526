import type { DocumentSummary, LlmReport } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { formatCost, formatCount, formatDuration } from "./amounts.js";

/** How many slow calls are named; more are in `--json` and `--report`. */
const namedCalls = 3;

/** What a run asked of a language model, beneath its summary. */
export function writeLlmReport(
  { stdout, colors }: Terminal,
  report: LlmReport,
  recommendations: DocumentSummary["processing"]["recommendations"],
): void {
  const { model, attempts, failures, failuresByCode, tokens, costUsd, callMs, firstTokenMs } = report;
  const failed = failures === 0 ? "" : `, ${failures} of them failed (${listCodes(failuresByCode)})`;
  stdout.write(`  model          ${model}: ${formatCount(attempts)} calls${failed}\n`);
  if (attempts === 0) return;
  stdout.write(
    `  tokens         ${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out; cost ${formatCost(costUsd)}\n`,
  );
  const first = firstTokenMs === null ? "" : `, ${formatDuration(firstTokenMs)} until it begins`;
  stdout.write(`  an answer      ${formatDuration(callMs.average ?? 0)} on average${first}\n`);
  for (const { nodeId, durationMs } of report.slowestCalls.slice(0, namedCalls)) {
    stdout.write(colors.dim(`  slow           ${formatDuration(durationMs)} ${nodeId}\n`));
  }
  if (report.shortenedPrompts.count > 0) {
    const names = report.shortenedPrompts.some.slice(0, namedCalls).map(({ nodeId }) => nodeId);
    stdout.write(
      `  shortened      ${report.shortenedPrompts.count} prompts were too long, for example of ${names.join(", ")}\n`,
    );
  }
  for (const { message } of recommendations) stdout.write(colors.dim(`  advice         ${message}\n`));
}

function listCodes(failuresByCode: Readonly<Record<string, number>>): string {
  return Object.entries(failuresByCode)
    .map(([code, count]) => `${count} ${code}`)
    .join(", ");
}
