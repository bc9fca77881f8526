import type { CodeNode } from "@stemma/graph-store";
import { MASK } from "./mask-secrets.js";

/** Files that are named; all are counted. */
const NAMED_FILES = 20;

/** What is masked in a tree's sources. */
export interface MaskedSecrets {
  readonly count: number;
  /** How many of each kind, the most frequent first. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Where they stand: the first twenty files. */
  readonly files: readonly string[];
}

type CountedNode = Pick<CodeNode, "id" | "path" | "signature" | "source">;

/** Counts the secrets that are masked in the nodes it is shown, each node once. A text that says `[secret: …]` of itself counts as well. */
export class SecretTally {
  readonly #seen = new Set<string>();
  readonly #kinds = new Map<string, number>();
  readonly #files = new Set<string>();

  /**
   * The own sources of a file's nodes are its text. Only the head of a definition stands twice: in its own source and in
   * that of what is around it.
   */
  add({ id, path, signature, source }: CountedNode): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    if (!source.includes("[secret: ")) return;
    for (const kind of masksIn(source)) this.#count(kind, 1);
    for (const kind of masksIn(signature ?? "")) this.#count(kind, -1);
    this.#files.add(path);
  }

  #count(kind: string, more: number): void {
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + more);
  }

  get total(): MaskedSecrets {
    const counted = [...this.#kinds].filter(([, count]) => count > 0);
    const kinds = counted.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return {
      count: kinds.reduce((sum, [, count]) => sum + count, 0),
      kinds: Object.fromEntries(kinds),
      files: [...this.#files].sort().slice(0, NAMED_FILES),
    };
  }
}

function masksIn(text: string): string[] {
  return Array.from(text.matchAll(MASK), ([, kind = ""]) => kind);
}
