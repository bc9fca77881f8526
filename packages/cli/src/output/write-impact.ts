import type { Impact, TraceStep } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { placeLinks } from "./place-link.js";
import { stepLine, verbOf } from "./step-line.js";
import { oneLine } from "./visible-text.js";
import { writeMore } from "./write-trace.js";

/** How {@link writeImpact} shows what a change reaches. */
export interface ImpactText {
  /** Where the tree lies, for links. */
  readonly root: string;
  readonly limit: number;
  readonly depth: number;
  /** The ref of git that was asked about, `""` for none. */
  readonly since: string;
}

/** What a change reaches, for people: what changes, what depends on it by nearness, and the tests to run. */
export function writeImpact(
  terminal: Terminal,
  impact: Impact,
  { root, limit, depth, since }: ImpactText,
): void {
  const { from, gone, steps, tests, isCut } = impact;
  const { stdout, colors } = terminal;
  if (since === "") stdout.write(`${colors.bold(oneLine(from[0]?.id ?? ""))}\n`);
  else {
    writeList(`Differs from ${oneLine(since)}`, from, ({ id, path, startLine }) => {
      return `${oneLine(id)}  ${placeLinks(terminal, root, { path, lines: [startLine ?? 1] })}`;
    });
    writeList("Gone", gone, oneLine);
  }
  const told = (step: TraceStep): string =>
    stepLine(terminal, { ...step, isTest: false }, { root, says: verbOf(step) });
  writeList("Reaches", steps, told);
  writeList("Tests", tests, told);
  if (steps.length + tests.length === 0) stdout.write("Nothing else in the tree depends on it.\n");
  writeMore(terminal, { more: 0, isCut, depth });

  function writeList<T>(title: string, items: readonly T[], lineOf: (item: T) => string): void {
    if (items.length === 0) return;
    stdout.write(`${title} (${items.length})\n`);
    for (const item of items.slice(0, limit)) stdout.write(`  ${lineOf(item)}\n`);
    if (items.length > limit) stdout.write(colors.dim(`  … ${items.length - limit} more: --limit\n`));
  }
}
