import type { CallOptions } from "@stemma/core";
import type { Differences, DocumentDifference } from "@stemma/versions";
import type { Changes, FileChange, SymbolChange } from "./changes.js";
import type { IndexSide, SideRecord } from "./index-side.js";
import { pairRenamed } from "./pair-renamed.js";
import { wordParts } from "./word-parts.js";

/** What differs by ids, and where each side is read. */
export interface ComparedSides {
  readonly differences: Differences;
  /** The tree's own. */
  readonly collection: string;
  readonly before: IndexSide;
  readonly after: IndexSide;
}

/** What changed in words, grouped by file. */
export async function describeChanges(
  { differences, collection, before, after }: ComparedSides,
  options: CallOptions,
): Promise<Changes> {
  const own = differences.documents.filter((each) => each.collection === collection);
  const idsOf = (...kinds: readonly DocumentDifference["kind"][]): string[] =>
    own.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  const [old, now] = [
    await before(idsOf("deleted", "modified"), options),
    await after(idsOf("added", "modified"), options),
  ];
  const former = pairRenamed(old, now, idsOf("deleted"), idsOf("added"));
  const moved = new Set(former.values());
  const callers = callersOf(old, now);
  const symbols = own.flatMap(({ id, kind }) => {
    if (kind === "deleted" && moved.has(id)) return [];
    const formerId = former.get(id) ?? null;
    const pair = { old: old.get(formerId ?? id), now: now.get(id) };
    const change = describeSymbol(id, { ...pair, formerId, callers: callers.get(id) });
    return change === null ? [] : [change];
  });
  const known = new Set(own.map(({ id }) => id));
  const others = [...callers].flatMap(([id, changed]) =>
    known.has(id) ? [] : [calledElsewhere(id, changed)],
  );
  const changed = new Set([...symbols.map(({ id }) => id), ...moved]);
  return {
    collections: differences.collections,
    documents: differences.documents.filter((each) => each.collection !== collection || changed.has(each.id)),
    files: groupByFile([...symbols, ...others]),
  };
}

/** Who calls and who calls no more. */
interface ChangedCallers {
  readonly gained: string[];
  readonly lost: string[];
}

interface SymbolPair {
  readonly old: SideRecord | undefined;
  readonly now: SideRecord | undefined;
  readonly formerId: string | null;
  readonly callers: ChangedCallers | undefined;
}

/** `null` for what only moved to other lines. */
function describeSymbol(id: string, { old, now, formerId, callers }: SymbolPair): SymbolChange | null {
  const documentation = wordParts(old?.document ?? null, now?.document ?? null);
  const [oldHead, newHead] = [old?.metadata.signature ?? null, now?.metadata.signature ?? null];
  // A record of an earlier version says nothing of it.
  const isHeadKnown = old === undefined || now === undefined || (oldHead !== null && newHead !== null);
  const signature = isHeadKnown && oldHead !== newHead ? { before: oldHead, after: newHead } : null;
  const hasOtherSource = old?.metadata.source_hash !== now?.metadata.source_hash;
  const change = old === undefined ? "added" : now === undefined ? "deleted" : "modified";
  const isSame = documentation === null && signature === null && !hasOtherSource && formerId === null;
  if (isSame && callers === undefined) return null;
  const { symbol = symbolOf(id), kind = "" } = now?.metadata ?? old?.metadata ?? {};
  return {
    id,
    symbol,
    kind,
    change: isSame ? "callers" : change,
    formerId,
    documentation,
    signature,
    hasOtherSource,
    callers: callers ?? { gained: [], lost: [] },
  };
}

function calledElsewhere(id: string, callers: ChangedCallers): SymbolChange {
  const nothing = { formerId: null, documentation: null, signature: null, hasOtherSource: false };
  return { id, symbol: symbolOf(id), kind: "", change: "callers", ...nothing, callers };
}

/** By the calls of what differs: of whom they are gained and lost. */
function callersOf(
  old: ReadonlyMap<string, SideRecord>,
  now: ReadonlyMap<string, SideRecord>,
): Map<string, ChangedCallers> {
  const changed = new Map<string, ChangedCallers>();
  const note = (id: string, how: keyof ChangedCallers, caller: string): void => {
    const known = changed.get(id) ?? { gained: [], lost: [] };
    known[how].push(caller);
    changed.set(id, known);
  };
  for (const caller of new Set([...old.keys(), ...now.keys()])) {
    const [before, after] = [old.get(caller), now.get(caller)];
    // A record of an earlier version does not say whom it calls.
    if ((before && !isWhole(before)) || (after && !isWhole(after))) continue;
    const [was, is] = [new Set(before?.metadata.calls), new Set(after?.metadata.calls)];
    for (const id of is) if (!was.has(id)) note(id, "gained", caller);
    for (const id of was) if (!is.has(id)) note(id, "lost", caller);
  }
  return changed;
}

function isWhole({ metadata }: SideRecord): boolean {
  return metadata.kind !== "FUNCTION" || metadata.signature !== undefined;
}

function groupByFile(symbols: readonly SymbolChange[]): FileChange[] {
  const files = new Map<string, SymbolChange[]>();
  for (const symbol of symbols) {
    const path = symbol.id.split("#", 1)[0] ?? "";
    files.set(path, [...(files.get(path) ?? []), symbol]);
  }
  return [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, of]) => ({ path, symbols: of.sort((one, other) => (one.id < other.id ? -1 : 1)) }));
}

function symbolOf(id: string): string {
  return id.includes("#") ? id.slice(id.indexOf("#") + 1) : id;
}
