import type { Circles, CyclesOptions } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { placeLinks } from "./place-link.js";
import { oneLine } from "./visible-text.js";

/** How {@link writeCircles} shows circles. */
export interface CirclesText {
  /** Where the tree lies, for links. */
  readonly root: string;
  readonly limit: number;
  readonly relation: CyclesOptions["relation"];
}

/** What goes round in circles, for people: each member with those of its circle that it leads to. */
export function writeCircles(
  terminal: Terminal,
  { circles, isCut }: Circles,
  { root, limit, relation }: CirclesText,
): void {
  const { stdout, colors } = terminal;
  const what = relation === "CALLS" ? ["functions", "call"] : ["files", "import"];
  for (const { nodes, relations } of circles.slice(0, limit)) {
    stdout.write(`${colors.bold(`${nodes.length} ${what[0]} ${what[1]} each other`)}\n`);
    for (const { id, path, startLine } of nodes.slice(0, limit)) {
      const targets = relations.filter(({ fromId }) => fromId === id).map(({ toId }) => oneLine(toId));
      const place = placeLinks(terminal, root, { path, lines: [startLine ?? 1] });
      stdout.write(`  ${place}  ${oneLine(id)} ${colors.dim("→")} ${targets.join(", ")}\n`);
    }
    if (nodes.length > limit) stdout.write(colors.dim(`  … ${nodes.length - limit} more: --limit\n`));
  }
  if (circles.length === 0) stdout.write("Nothing goes round in circles.\n");
  const more = circles.length - limit;
  if (more > 0) stdout.write(colors.dim(`… ${isCut ? "more than " : ""}${more} more: --limit\n`));
}
