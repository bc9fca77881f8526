import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import { NO_SYMBOL, type SymbolNumber } from "../evaluate/value.js";
import type { ClassBases } from "../program/class-table.js";
import { hashAnswers } from "../queries/answers.js";
import type { QuestionNotes } from "../queries/noting-queries.js";
import type { TreeTables } from "../queries/query-kind.js";
import type { FileBases, LinkMemory, OutOfLineTypes } from "./link-memory.js";

/** What finds the hierarchy, and what is remembered of it. */
export interface HierarchySources {
  readonly tables: TreeTables;
  readonly hierarchy: ClassHierarchy;
  /** What is asked on the way; `null` where nothing is remembered. */
  readonly notes: QuestionNotes | null;
  readonly memory: LinkMemory | null;
}

/**
 * Finds the members that stand outside their types and the bases of all classes, file by file: anew, or as the last scan
 * found them where nothing that it asked for has changed. Before anything else is asked.
 */
export function prepareHierarchy(sources: HierarchySources): void {
  const { tables, hierarchy } = sources;
  const { program, classes } = tables;
  const outOfLine = program.unitsWithOutOfLineMembers.map(
    (unit) => [unit, outOfLineTypesOf(sources, unit)] as const,
  );
  for (const [unit, types] of outOfLine)
    program.cache.forFile(() => {
      classes.outOfLine.add(unit, types);
    });
  const bases: (readonly [SymbolNumber, ClassBases])[] = [];
  for (let unit = 0; unit < program.unitCount; unit++)
    if (program.namesBases(unit)) bases.push(...basesIn(sources, unit));
  classes.settle(bases);
  hierarchy.settle();
}

function outOfLineTypesOf(
  { tables, hierarchy, notes, memory }: HierarchySources,
  unit: number,
): readonly (readonly SymbolNumber[])[] {
  const { program } = tables;
  const known = memory?.known("outOfLine", unit) ?? null;
  if (known !== null && hashAnswers(tables, known.questions) === known.answers) {
    const types = known.types.map((found) => found.map((type) => program.symbolAt(type)));
    if (!types.some((found) => found.includes(NO_SYMBOL))) return types;
  }
  const types = program.cache.forFile(() => hierarchy.findOutOfLineMembers(unit));
  const questions = notes?.take(unit);
  if (questions !== undefined)
    memory?.keep("outOfLine", unit, {
      questions,
      answers: hashAnswers(tables, questions),
      types: types.map((found) => found.map((type) => program.referenceTo(type))),
    } satisfies OutOfLineTypes);
  return types;
}

function basesIn(
  { tables, hierarchy, notes, memory }: HierarchySources,
  unit: number,
): Iterable<readonly [SymbolNumber, ClassBases]> {
  const { program } = tables;
  const known = memory?.known("bases", unit) ?? null;
  if (known !== null && hashAnswers(tables, known.questions) === known.answers) {
    const classes = known.classes.map(({ of, bases, hasForeign, mixed }) => {
      const found = {
        bases: bases.map((base) => program.symbolAt(base)),
        hasForeign,
        ...(mixed === undefined ? {} : { mixed: mixed.map((base) => program.symbolAt(base)) }),
      };
      return [program.symbolAt(of), found] as const;
    });
    if (!classes.some(([of, { bases }]) => of === NO_SYMBOL || bases.includes(NO_SYMBOL))) return classes;
  }
  const found: (readonly [SymbolNumber, ClassBases])[] = [];
  program.cache.forFile((between) => {
    for (const one of hierarchy.findBases(unit)) {
      found.push(one);
      between();
    }
  });
  const questions = notes?.take(unit);
  if (questions !== undefined)
    memory?.keep("bases", unit, {
      questions,
      answers: hashAnswers(tables, questions),
      classes: found.map(([symbol, { bases, hasForeign, mixed }]) => ({
        of: program.referenceTo(symbol),
        bases: bases.map((base) => program.referenceTo(base)),
        hasForeign,
        ...(mixed === undefined ? {} : { mixed: mixed.map((base) => program.referenceTo(base)) }),
      })),
    } satisfies FileBases);
  return found;
}
