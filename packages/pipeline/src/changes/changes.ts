import type { Differences } from "@stemma/versions";

/** A piece of a text: in both, or in one of them alone. */
export interface WordPart {
  readonly text: string;
  readonly change: "same" | "added" | "removed";
}

/** A value before and after; `null` where there was none. */
export interface BeforeAndAfter {
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed about one file, folder, class or function. */
export interface SymbolChange {
  readonly id: string;
  /** The part of the id behind `#`; the path of a file or folder. */
  readonly symbol: string;
  readonly kind: string;
  /** `"callers"`: it is as before, and is called from elsewhere. */
  readonly change: "added" | "modified" | "deleted" | "callers";
  /** Where it was renamed or moved: its former id. */
  readonly formerId: string | null;
  /** The documentation by words; `null` where it is as before. */
  readonly documentation: readonly WordPart[] | null;
  /** Head of the definition; `null` where it is as before, or is in neither record. */
  readonly signature: BeforeAndAfter | null;
  /** Its source is another one. */
  readonly hasOtherSource: boolean;
  readonly callers: { readonly gained: readonly string[]; readonly lost: readonly string[] };
}

/** What changed in one file or folder. */
export interface FileChange {
  readonly path: string;
  readonly symbols: readonly SymbolChange[];
}

/** What changed in the index between two commits, or since the last one; what only moved to other lines did not. */
export interface Changes extends Differences {
  /** Of the tree's own collection, by path. `documents` has the same by id, with those of other collections. */
  readonly files: readonly FileChange[];
}
