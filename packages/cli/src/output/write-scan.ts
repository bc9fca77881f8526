import type { ScanReport } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { counted } from "./amounts.js";
import { oneLine } from "./visible-text.js";

const MOST_UNRESOLVED = 5;

/** What a scan found and changed, on a few lines. */
export function writeScan({ stdout }: Terminal, report: ScanReport): void {
  const { files, symbols, calls, imports, skippedByReason, changes, durations } = report;
  const lines = [
    `${counted(files.total, "file")} (${files.changed} changed, ${files.removed} removed, ${files.parsed} parsed) ` +
      `in ${(durations.totalMs / 1000).toFixed(1)} s`,
    `${counted(symbols.FUNCTION, "function")}, ${counted(symbols.CLASS, "class", "classes")}, ${counted(symbols.FOLDER, "folder")}`,
    `${counted(calls.resolved, "call")} resolved, ${calls.external} out of the tree, ${calls.unresolved} unresolved`,
    `${counted(imports.inside, "import")} within the tree, ${imports.outside} out of it`,
    `${counted(changes.nodesWritten, "node")} and ${counted(changes.relationsWritten, "relation")} written, ` +
      `${counted(changes.nodesMoved, "node")} moved, ${changes.nodesDeleted} deleted`,
  ];
  const withoutCalls = Object.entries(files.withoutCalls).map(([language, count]) => `${count} ${language}`);
  if (withoutCalls.length > 0)
    lines.push(`calls not read, and not counted: in files of ${withoutCalls.join(", ")}`);
  if (files.withSyntaxErrors > 0) lines.push(`${counted(files.withSyntaxErrors, "file")} with syntax errors`);
  if (files.textOnly > 0)
    lines.push(`${counted(files.textOnly, "file")} with nothing but text: parsing failed or took too long`);
  const reasons = Object.entries(skippedByReason).map(([reason, count]) => `${count} ${reason}`);
  if (reasons.length > 0) lines.push(`left out: ${reasons.join(", ")}`);
  const unresolved = calls.mostUnresolved
    .slice(0, MOST_UNRESOLVED)
    .map(({ text, count }) => `${oneLine(text)} (${count})`);
  if (unresolved.length > 0) lines.push(`most often unresolved: ${unresolved.join(", ")}`);
  stdout.write(`${lines.join("\n")}\n`);
}
