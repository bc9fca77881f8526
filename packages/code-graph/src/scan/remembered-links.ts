import { hash } from "node:crypto";
import { encodeFactsLine } from "../facts/facts-line.js";
import { type AddedFacts, type FactsStore, factsKey } from "../facts/facts-store.js";
import type { LastScan } from "../facts/scan-record.js";
import type { KeptLinks, LinkMemory } from "../link/memory/link-memory.js";
import { RecordSpool } from "../spool/record-spool.js";
import type { FileWithKey } from "./file-stage.js";
import type { ParsedTree } from "./parsed-tree.js";
import type { StoredTree } from "./stored-tree.js";

type Kind = keyof KeptLinks;

/** What was found for a file, as it lies on disk. */
interface KeptRecord {
  readonly path: string;
  /** Key of the file's facts. */
  readonly key: string;
  readonly found: KeptLinks[Kind];
}

const KINDS: readonly Kind[] = ["outOfLine", "bases", "links"];
const QUESTION_BYTES = 100;

/** What is remembered from scan to scan of resolving files: what the last scan kept, and what this one adds. */
export class RememberedLinks implements LinkMemory, AddedFacts {
  readonly #files: readonly FileWithKey[];
  readonly #lastScan: LastScan | null;
  readonly #isUnchanged: (unit: number) => boolean;
  readonly #added: RecordSpool<KeptRecord & { readonly lineKey: string }>;
  readonly #addedKeys = new Set<string>();

  /**
   * @param lastScan - if the graph is as it left it.
   * @param isUnchanged - whether a file is the same, with the same facts, as when that scan ended.
   * @param folder - for temporary files.
   */
  constructor(
    files: readonly FileWithKey[],
    lastScan: LastScan | null,
    isUnchanged: (unit: number) => boolean,
    folder: string,
  ) {
    this.#files = files;
    this.#lastScan = lastScan;
    this.#isUnchanged = isUnchanged;
    this.#added = new RecordSpool(folder, ({ found: { questions } }) =>
      Object.values(questions).reduce<number>(
        (sum, asked: unknown) => sum + (Array.isArray(asked) ? asked.length * QUESTION_BYTES : 0),
        QUESTION_BYTES,
      ),
    );
  }

  get size(): number {
    return this.#added.length;
  }

  known<K extends Kind>(kind: K, unit: number): KeptLinks[K] | null {
    if (this.#lastScan === null || !this.#isUnchanged(unit)) return null;
    const { path, key } = this.#file(unit);
    const record = this.#lastScan.readKept(lineKeyOf(kind, path)) as KeptRecord | null;
    return record?.path === path && record.key === key ? (record.found as KeptLinks[K]) : null;
  }

  keep<K extends Kind>(kind: K, unit: number, found: KeptLinks[K]): void {
    const { path, key } = this.#file(unit);
    const lineKey = lineKeyOf(kind, path);
    this.#addedKeys.add(lineKey);
    this.#added.add({ path, key, found, lineKey });
  }

  *lines(): Generator<readonly [key: string, line: Buffer]> {
    for (const { lineKey, ...record } of this.#added) yield [lineKey, encodeFactsLine(lineKey, record)];
  }

  /** Keys of all that is kept of the files of this scan. */
  *usedKeys(facts: FactsStore): Generator<string> {
    for (const { path } of this.#files)
      for (const kind of KINDS) {
        const lineKey = lineKeyOf(kind, path);
        if (this.#addedKeys.has(lineKey) || facts.has(lineKey)) yield lineKey;
      }
  }

  /** Gives the room on disk back; idempotent. */
  close(): void {
    this.#added.close();
  }

  #file(unit: number): FileWithKey {
    const file = this.#files[unit];
    if (file === undefined) throw new RangeError(`The tree has no file ${unit}`);
    return file;
  }
}

/** What is remembered of a tree; nothing where the graph is not as the last scan left it. */
export function rememberLinks(
  tree: ParsedTree,
  { hashes, lastScan }: StoredTree,
  folder: string,
): RememberedLinks {
  const isUnchanged = (unit: number): boolean => {
    const { path = "", language, key } = tree.files[unit] ?? {};
    const hash = hashes.get(path);
    if (tree.newUnits.has(unit) || hash === undefined || language === undefined) return false;
    return factsKey(language.name, hash) === key;
  };
  return new RememberedLinks(tree.files, lastScan, isUnchanged, folder);
}

/** Paths may hold spaces and line breaks, keys of lines may not. */
function lineKeyOf(kind: Kind, path: string): string {
  return `${kind}:${hash("sha1", path)}`;
}
