import type { FileChange, SymbolChange } from "../changes/changes.js";

const CONTAINERS = ["file", "folder"];
const plurals: Readonly<Record<string, string>> = { class: "classes" };

/** "2 functions added, 1 class documented anew": what a commit of documenting changed; `undefined` where that is nothing to speak of. */
export function commitSubject(files: readonly FileChange[]): string | undefined {
  const symbols = files.flatMap((file) => file.symbols).filter(({ change }) => change !== "callers");
  const isContainer = ({ kind }: SymbolChange): boolean => CONTAINERS.includes(kind.toLowerCase());
  const own = symbols.filter((symbol) => !isContainer(symbol));
  // Files and folders change with what they hold.
  const counted = own.length > 0 ? own : symbols;
  const groups = [
    [counted.filter(({ change }) => change === "added"), "added"],
    [counted.filter(isWrittenAnew), "documented anew"],
    [counted.filter((symbol) => symbol.change === "modified" && !isWrittenAnew(symbol)), "changed"],
    [counted.filter(({ change }) => change === "deleted"), "removed"],
  ] as const;
  const said = groups.flatMap(([of, what]) => (of.length === 0 ? [] : [`${counts(of)} ${what}`]));
  return said.length === 0 ? undefined : said.join(", ");
}

function isWrittenAnew({ change, documentation }: SymbolChange): boolean {
  return change === "modified" && documentation !== null;
}

/** "3 functions and 1 class" */
function counts(symbols: readonly SymbolChange[]): string {
  const byKind = new Map<string, number>();
  for (const { kind } of symbols) {
    const name = kind.toLowerCase() || "node";
    byKind.set(name, (byKind.get(name) ?? 0) + 1);
  }
  const said = [...byKind].map(([kind, n]) => `${n} ${n === 1 ? kind : (plurals[kind] ?? `${kind}s`)}`);
  const last = said.pop() ?? "";
  return said.length === 0 ? last : `${said.join(", ")} and ${last}`;
}
