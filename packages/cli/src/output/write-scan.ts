import type { ScanReport } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

const MOST_UNRESOLVED = 5;

/** What a scan found and changed, on a few lines. */
export function writeScan({ stdout }: Terminal, report: ScanReport): void {
  const { files, symbols, calls, imports, skippedByReason, changes, durations } = report;
  const lines = [
    `${files.total} files (${files.changed} changed, ${files.removed} removed, ${files.parsed} parsed) ` +
      `in ${(durations.totalMs / 1000).toFixed(1)} s`,
    `${symbols.FUNCTION} functions, ${symbols.CLASS} classes, ${symbols.FOLDER} folders`,
    `${calls.resolved} calls resolved, ${calls.external} out of the tree, ${calls.unresolved} unresolved`,
    `${imports.inside} imports within the tree, ${imports.outside} out of it`,
    `${changes.nodesWritten} nodes and ${changes.relationsWritten} relations written, ` +
      `${changes.nodesMoved} nodes moved, ${changes.nodesDeleted} deleted`,
  ];
  if (files.withSyntaxErrors > 0) lines.push(`${files.withSyntaxErrors} files with syntax errors`);
  if (files.textOnly > 0)
    lines.push(`${files.textOnly} files with their text only: parsing them failed or took too long`);
  const reasons = Object.entries(skippedByReason).map(([reason, count]) => `${count} ${reason}`);
  if (reasons.length > 0) lines.push(`left out: ${reasons.join(", ")}`);
  const unresolved = calls.mostUnresolved
    .slice(0, MOST_UNRESOLVED)
    .map(({ text, count }) => `${oneLine(text)} (${count})`);
  if (unresolved.length > 0) lines.push(`most often unresolved: ${unresolved.join(", ")}`);
  stdout.write(`${lines.join("\n")}\n`);
}
