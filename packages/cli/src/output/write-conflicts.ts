import type { Terminal } from "../terminal.js";
import type { ConflictField, PlainConflict } from "./conflict-fields.js";
import { differingExcerpts } from "./differing-excerpts.js";
import { excerpt } from "./excerpt.js";
import { oneLine } from "./visible-text.js";

const VALUE_CHARACTERS = 160;

/** Each conflict with what base, ours and theirs hold of each of its fields, and what was decided. */
export function writeConflicts({ stdout, colors }: Terminal, conflicts: readonly PlainConflict[]): void {
  for (const { collection, id, isDecided, fields } of conflicts) {
    const sign = isDecided ? colors.green("=") : colors.red("!");
    stdout.write(`${sign} ${oneLine(collection)}${id === null ? "" : `  ${oneLine(id)}`}\n`);
    for (const field of fields) writeField(field);
  }

  function writeField(field: ConflictField): void {
    const decided = field.decided === null ? "" : `  ${colors.green(`decided: ${field.decided}`)}`;
    stdout.write(`    ${oneLine(field.field)}${decided}\n`);
    const [ours, theirs, base] = differingExcerpts(
      [shown(field.ours), shown(field.theirs)],
      [shown(field.base)],
      VALUE_CHARACTERS,
    );
    const own = field.own === null ? {} : { own: excerpt(field.own, VALUE_CHARACTERS) };
    for (const [side, value] of Object.entries({ base, ours, theirs, ...own })) {
      stdout.write(`      ${colors.dim(side.padEnd(6))}  ${value}\n`);
    }
  }
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
