import type { FileFacts } from "./file-facts.js";
import type { ScanRecord } from "./scan-record.js";

/**
 * Raised whenever a reader finds other facts in the same text, or other nodes are made of them: facts of an older
 * release are not taken for
 * this one's, and a file that has not changed is then compared with the graph anew.
 */
export const FACTS_VERSION = 5;

/** Facts that a scan found, as lines of a facts file; see `facts-line.ts`. */
export interface AddedFacts {
  readonly size: number;
  lines(): Iterable<readonly [key: string, line: Buffer]>;
}

/** Keeps the facts of files by their content, so that only changed files are parsed again. */
export interface FactsStore extends AsyncDisposable {
  /**
   * The facts of a key; `null` when they are not known, or not in this release's form. At once, since a scan asks for
   * facts in the midst of resolving a name and holds only some of them.
   */
  read(key: string): FileFacts | null;
  /** Whether {@link read} is likely to find facts; costs nothing. */
  has(key: string): boolean;
  /** What the last scan noted at its end; `null` when there was none, or since {@link distrust}. */
  readonly lastScan: ScanRecord | null;
  /**
   * Ends a scan: keeps `added` and `record`, notes that all `usedKeys` were needed, and forgets what the last scans did
   * not need. All or nothing, also when the process is killed.
   */
  finishScan(added: AddedFacts, usedKeys: ReadonlySet<string>, record: ScanRecord): Promise<void>;
  /** Lets the next scan compare the whole graph, for one that is not as the last scan left it. */
  distrust(): Promise<void>;
  /** Releases every handle; idempotent. */
  close(): Promise<void>;
}

/** Key of the facts of a text: the language and the SHA-256 (hex) of its bytes. */
export function factsKey(languageName: string, contentHash: string): string {
  return `${languageName}:${contentHash}`;
}
