import type { ClassBases, ClassHierarchy } from "../classes/class-hierarchy.js";
import type { SymbolNumber } from "../evaluate/value.js";
import type { Program } from "../program/program.js";
import { NO_SYMBOL } from "../program/symbol-table.js";
import type { Answers } from "../queries/answers.js";
import type { FileBases, LinkMemory, OutsideTypes } from "./link-memory.js";

/** What finds the hierarchy, and what is remembered of it. */
export interface HierarchySources {
  readonly program: Program;
  readonly hierarchy: ClassHierarchy;
  readonly answers: Answers;
  readonly memory: LinkMemory | null;
}

/**
 * Finds the members that stand outside their types and the bases of all classes, file by file: anew, or as the last scan
 * found them where nothing that it asked for has changed. Before anything else is asked.
 */
export function prepareHierarchy(sources: HierarchySources): void {
  const { program, hierarchy } = sources;
  const outside = program.unitsWithOutsideMembers.map(
    (unit) => [unit, outsideTypesOf(sources, unit)] as const,
  );
  for (const [unit, types] of outside) {
    program.unnoted(() => {
      hierarchy.addOutsideMembers(unit, types);
    });
    program.trim();
  }
  const bases: (readonly [SymbolNumber, ClassBases])[] = [];
  for (let unit = 0; unit < program.unitCount; unit++)
    if (program.symbols.hasClassWithBases(unit)) bases.push(...basesIn(sources, unit));
  hierarchy.settle(bases);
}

function outsideTypesOf(
  { program, hierarchy, answers, memory }: HierarchySources,
  unit: number,
): readonly (readonly SymbolNumber[])[] {
  const known = memory?.known("outside", unit) ?? null;
  if (known !== null && answers.hashOf(known.questions) === known.answers) {
    const types = known.types.map((found) => found.map((type) => program.symbolAt(type)));
    if (!types.some((found) => found.includes(NO_SYMBOL))) return types;
  }
  const types = hierarchy.findOutsideMembers(unit);
  const questions = program.log?.take(unit);
  if (questions !== undefined)
    memory?.keep("outside", unit, {
      questions,
      answers: answers.hashOf(questions),
      types: types.map((found) => found.map((type) => program.referenceTo(type))),
    } satisfies OutsideTypes);
  program.trim();
  return types;
}

function basesIn(
  { program, hierarchy, answers, memory }: HierarchySources,
  unit: number,
): Iterable<readonly [SymbolNumber, ClassBases]> {
  const known = memory?.known("bases", unit) ?? null;
  if (known !== null && answers.hashOf(known.questions) === known.answers) {
    const classes = known.classes.map(({ definition, bases, hasForeign }) => {
      const found = { bases: bases.map((base) => program.symbolAt(base)), hasForeign };
      return [program.symbolOf(unit, definition), found] as const;
    });
    if (!classes.some(([, { bases }]) => bases.includes(NO_SYMBOL))) return classes;
  }
  const found = hierarchy.findBases(unit);
  const questions = program.log?.take(unit);
  if (questions !== undefined)
    memory?.keep("bases", unit, {
      questions,
      answers: answers.hashOf(questions),
      classes: [...found].map(([symbol, { bases, hasForeign }]) => ({
        definition: symbol - program.symbols.firstOf(unit),
        bases: bases.map((base) => program.referenceTo(base)),
        hasForeign,
      })),
    } satisfies FileBases);
  return found;
}
