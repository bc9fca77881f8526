import type { Trace, TraceStep } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { stepLine } from "./step-line.js";
import { oneLine } from "./visible-text.js";

/** How {@link writeTrace} shows a trace. */
export interface TraceText {
  /** Where the tree lies, for links. */
  readonly root: string;
  readonly limit: number;
  readonly depth: number;
  readonly direction: "callers" | "callees";
}

/** Who calls a symbol, or whom it calls, for people: each below the one by way of which it was reached first. */
export function writeTrace(terminal: Terminal, { from, steps, isCut }: Trace, text: TraceText): void {
  const { root, limit, depth, direction } = text;
  const { stdout, colors } = terminal;
  stdout.write(`${colors.bold(oneLine(from.id))}\n`);
  const shown = steps.slice(0, limit);
  const byVia = new Map<string, TraceStep[]>();
  const isReached = new Set(shown.map(({ node }) => node.id));
  for (const step of shown) {
    const parent = isReached.has(step.via) ? step.via : "";
    byVia.set(parent, [...(byVia.get(parent) ?? []), step]);
  }
  const open = [...(byVia.get("") ?? [])].reverse();
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    // Of a class or file it is a member that is called, or calls.
    const isMember = step.depth === 1 && step.via !== from.id;
    const says = isMember ? (direction === "callers" ? "calls" : "called by") : "";
    stdout.write(`${"  ".repeat(step.depth)}${stepLine(terminal, step, { root, says })}\n`);
    open.push(...[...(byVia.get(step.node.id) ?? [])].reverse());
  }
  if (steps.length === 0)
    stdout.write(
      direction === "callers" ? "  Nothing in the tree calls it.\n" : "  It calls nothing in the tree.\n",
    );
  writeMore(terminal, { more: steps.length - shown.length, isCut, depth });
}

/** Says what is not shown. */
export function writeMore(
  { stdout, colors }: Terminal,
  { more, isCut, depth }: { readonly more: number; readonly isCut: boolean; readonly depth: number },
): void {
  if (more > 0) stdout.write(colors.dim(`… ${more} more: --limit\n`));
  if (isCut)
    stdout.write(colors.dim(`… and more beyond ${depth === 1 ? "1 step" : `${depth} steps`}: --depth\n`));
}

/** A way of calls for people, one step a line. */
export function writePath(
  terminal: Terminal,
  { from, steps, isCut }: Trace,
  { root, to }: { readonly root: string; readonly to: string },
): void {
  const { stdout, colors } = terminal;
  const [first] = steps;
  if (first === undefined) {
    const further = isCut ? " within these steps: --depth" : "";
    stdout.write(`No way of calls leads from ${oneLine(from.id)} to ${oneLine(to)}${further}.\n`);
    return;
  }
  stdout.write(`${colors.bold(oneLine(first.via))}\n`);
  for (const step of steps) stdout.write(`  ${stepLine(terminal, step, { root })}\n`);
}
