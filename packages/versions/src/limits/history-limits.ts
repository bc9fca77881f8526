/** How much a clone, pull or fetch may bring. What is over a limit is refused, and nothing is changed. */
export interface HistoryLimits {
  /** Documents and collections of the last commit of one branch. */
  readonly documents: number;
  /** Bytes of one text: a document, its metadata, an id, a commit's message. */
  readonly textBytes: number;
  /** Bytes of all texts and vectors of the last commit of one branch; of a remote that is a file or folder, of that too. */
  readonly totalBytes: number;
  /** Commits that lead to one branch. */
  readonly commits: number;
  /** Branches. */
  readonly branches: number;
}

/**
 * Far beyond what this program has been seen to write (a tree of 10,000 files has some 70,000 documents, the longest of 64 kB), and
 * little enough to be read on any machine.
 */
export const defaultHistoryLimits: HistoryLimits = {
  documents: 1_000_000,
  textBytes: 16 * 2 ** 20,
  totalBytes: 8 * 2 ** 30,
  commits: 100_000,
  branches: 2_000,
};

/** The defaults with what is given of one's own. */
export function historyLimits(
  own: { readonly [Name in keyof HistoryLimits]?: number | undefined } = {},
): HistoryLimits {
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...defaultHistoryLimits, ...Object.fromEntries(given) };
}
