import type { FileFacts } from "./file-facts.js";
import type { LastScan, ScanRecord } from "./scan-record.js";

/**
 * Raised whenever a reader finds other facts in the same text, other nodes are made of them, or they lead to other
 * relations: what an older release kept is not taken for this one's, and a file that has not changed is then compared with the
 * graph anew.
 */
export const FACTS_VERSION = 20;

/** Facts that a scan found, and what it kept of resolving files, as lines of a scan cache; see `facts-line.ts`. */
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
  /** Whether something is kept under a key; costs nothing. */
  has(key: string): boolean;
  /** What the last scan noted at its end; `null` when there was none, or since {@link distrust}. */
  readonly lastScan: LastScan | null;
  /**
   * Ends a scan: keeps `added` and `record`, notes that all `usedKeys` were needed, and forgets what the last scans did
   * not need. What is added under a known key takes its place. All or nothing, also when the process is killed.
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

/** The hash in the key of a text's facts. */
export function contentHashIn(key: string): string {
  return key.slice(key.lastIndexOf(":") + 1);
}
