import type { NodeLabel, RelationType } from "@stemma/graph-store";

/** What a scan found that can't be counted again without resolving everything. */
export interface ScanFindings {
  readonly symbols: Readonly<Record<NodeLabel, number>>;
  readonly relations: Readonly<Record<RelationType, number>>;
  readonly withSyntaxErrors: number;
  readonly calls: {
    /** With at least one target in the tree. */
    readonly resolved: number;
    /** Of builtins and libraries outside the tree. */
    readonly external: number;
    readonly unresolved: number;
    /** CALLS relations by confidence, for example `{ "1": 812, "0.5": 40 }`. */
    readonly relationsByConfidence: Readonly<Record<string, number>>;
    /** The most frequent unresolved callees, at most 50. */
    readonly mostUnresolved: readonly { readonly text: string; readonly count: number }[];
  };
  /** Modules that are named, in the tree and outside. */
  readonly imports: { readonly inside: number; readonly outside: number };
}

/** What a scan notes at its end, so that the next one can tell whether anything happened since. */
export interface ScanRecord {
  /** Location of the graph: of another one the record says nothing. */
  readonly graph: string;
  /** Digest of all that the graph is made from. */
  readonly tree: string;
  /** Digest of the paths and content hashes of the files that the graph has. */
  readonly files: string;
  readonly findings: ScanFindings;
  /** Digest of what declarations say of functions that other files define. */
  readonly documentation?: string | undefined;
  /** Of what the graph's texts went through; absent where they went through nothing. */
  readonly maskVersion?: string | undefined;
}

/** A scan's record with what it kept of resolving each file. */
export interface LastScan extends ScanRecord {
  /** What was kept under a key; `null` when that is nothing, or was damaged. */
  readKept(key: string): object | null;
}
