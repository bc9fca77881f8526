import type { GraphVerification } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

const MOST_LINES = 50;

/** Whether the graph is that of a clean scan, with what differs. */
export function writeGraphVerification({ stdout }: Terminal, verification: GraphVerification): void {
  const { isEqual, nodes, relations, differences } = verification;
  if (isEqual) {
    stdout.write(`Graph equal to a clean scan: ${nodes} nodes, ${relations} relations\n`);
    return;
  }
  stdout.write(`Graph not equal to a clean scan of the tree: ${differences.length} differences\n`);
  for (const { kind, what, id, fields } of differences.slice(0, MOST_LINES))
    stdout.write(`  ${kind} ${what} ${oneLine(id)}${fields.length > 0 ? ` (${fields.join(", ")})` : ""}\n`);
  if (differences.length > MOST_LINES)
    stdout.write(`  and ${differences.length - MOST_LINES} more; --json lists all\n`);
}
