import { type ConflictField, type PlainConflict, wordParts } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { differingExcerpts } from "./differing-excerpts.js";
import { excerpt } from "./excerpt.js";
import { oneLine } from "./visible-text.js";
import { wordDifference } from "./word-difference.js";

const VALUE_CHARACTERS = 160;

/** Each conflict with what base, ours and theirs hold of each of its fields, and what was decided. */
export function writeConflicts(terminal: Terminal, conflicts: readonly PlainConflict[]): void {
  const { stdout, colors } = terminal;
  for (const { collection, id, isDecided, fields } of conflicts) {
    const sign = isDecided ? colors.green("=") : colors.red("!");
    stdout.write(`${sign} ${oneLine(collection)}${id === null ? "" : `  ${oneLine(id)}`}\n`);
    for (const field of fields) writeField(field);
  }

  function writeField(field: ConflictField): void {
    const decided = field.decided === null ? "" : `  ${colors.green(`decided: ${field.decided}`)}`;
    stdout.write(`    ${oneLine(field.field)}${decided}\n`);
    for (const [side, lines] of Object.entries(sidesOf(terminal, field))) {
      stdout.write(`      ${colors.dim(side.padEnd(6))}  ${lines.join(`\n${" ".repeat(14)}`)}\n`);
    }
  }
}

/** What each side holds: against base where there is one, with what each changed marked; else from where the two begin to differ. */
function sidesOf(
  terminal: Terminal,
  { base, ours, theirs, own }: ConflictField,
): Readonly<Record<string, readonly string[]>> {
  const decided = own === null ? {} : { own: [excerpt(own, VALUE_CHARACTERS)] };
  if (typeof base === "string" && typeof ours === "string" && typeof theirs === "string") {
    const width = Math.max(40, (terminal.columns ?? 80) - 14);
    const against = (side: string): string[] => {
      const parts = wordParts(base, side);
      return parts === null ? ["(as base)"] : wordDifference(terminal, parts, width);
    };
    return {
      base: [excerpt(base, VALUE_CHARACTERS)],
      ours: against(ours),
      theirs: against(theirs),
      ...decided,
    };
  }
  const [first = "", second = "", third = ""] = differingExcerpts(
    [shown(ours), shown(theirs)],
    [shown(base)],
    VALUE_CHARACTERS,
  );
  return { base: [third], ours: [first], theirs: [second], ...decided };
}

/** How many are decided, and what to do next. */
export function conflictAdvice(conflicts: readonly PlainConflict[]): string {
  const open = conflicts.filter((each) => !each.isDecided).length;
  if (open === 0) {
    return `All ${conflicts.length} conflicts are decided; stemma merge --continue makes the merge.\n`;
  }
  return [
    `${open} of ${conflicts.length} conflicts open; nothing was changed.`,
    "Decide one: stemma resolve <id> --ours|--theirs|--base, or by a text of your own: stemma resolve <id> --text <text>;",
    "all that are open: stemma merge --strategy ours|theirs;",
    "then make the merge: stemma merge --continue; or forget it: stemma merge --abort.",
    "",
  ].join("\n");
}

function shown(value: unknown): string {
  if (value === null) return "(none)";
  return typeof value === "string" ? value : JSON.stringify(value);
}
