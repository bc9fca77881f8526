import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CodeNode,
  type Relation,
  SqliteGraphStore,
  zeroNodeCounts,
  zeroRelationCounts,
} from "@stemma/graph-store";
import type { FactsStore } from "../facts/facts-store.js";
import { ScanCache } from "../facts/scan-cache.js";
import type { ScanFindings } from "../facts/scan-record.js";
import type { AnyLanguage } from "../languages/language.js";
import type { SourceParser } from "../parse/source-parser.js";
import { EditedTree } from "./edited-tree.fixture.js";
import type { Edit, EditRound } from "./edits.fixture.js";
import type { ScanOptions } from "./scan-options.js";
import type { ScanReport } from "./scan-report.js";
import { scanTree } from "./scan-tree.js";

/** Everything a graph holds. */
export interface GraphContent {
  readonly nodes: readonly CodeNode[];
  readonly relations: readonly Relation[];
}

/** What a scan leaves: the graph, and what it counted. */
export interface ScanOutcome extends GraphContent {
  readonly findings: ScanFindings;
}

/** All nodes and relations of a graph. */
export async function contentOf(graph: SqliteGraphStore): Promise<GraphContent> {
  return { nodes: await graph.readNodes({}), relations: await graph.readRelations({}) };
}

/** What a scan into an empty graph gives. */
export async function cleanScan(root: string, parser: SourceParser): Promise<GraphContent> {
  const { nodes, relations } = await cleanOutcome(root, parser);
  return { nodes, relations };
}

/** What a scan into an empty graph gives and counts. */
export async function cleanOutcome(
  root: string,
  parser: SourceParser,
  languages?: readonly AnyLanguage[],
): Promise<ScanOutcome> {
  await using graph = await SqliteGraphStore.open(":memory:");
  const report = await scanTree(root, graph, { parser, languages });
  return { ...(await contentOf(graph)), findings: findingsOf(report) };
}

/** Counts nodes and relations as a report does. */
export function countsOf({ nodes, relations }: GraphContent): Pick<ScanFindings, "symbols" | "relations"> {
  const symbols = zeroNodeCounts();
  for (const { label } of nodes) symbols[label]++;
  const byType = zeroRelationCounts();
  for (const { type } of relations) byType[type]++;
  return { symbols, relations: byType };
}

function findingsOf({ symbols, relations, calls, imports, files }: ScanReport): ScanFindings {
  return { symbols, relations, calls, imports, withSyntaxErrors: files.withSyntaxErrors };
}

/** A tree on disk with a graph that follows it. */
export class FollowedTree implements AsyncDisposable {
  readonly #edited: EditedTree;
  #facts: ScanCache;

  private constructor(
    readonly root: string,
    readonly graph: SqliteGraphStore,
    readonly parser: SourceParser,
    readonly languages: readonly AnyLanguage[] | undefined,
    facts: ScanCache,
  ) {
    this.#facts = facts;
    this.#edited = new EditedTree(root);
  }

  /** @param languages - those to scan with; default: those of the product. */
  static async create(parser: SourceParser, languages?: readonly AnyLanguage[]): Promise<FollowedTree> {
    const root = await mkdtemp(join(tmpdir(), "stemma-rescan-"));
    const facts = await ScanCache.open(`${root}.facts`);
    const graph = await SqliteGraphStore.open(":memory:");
    return new FollowedTree(root, graph, parser, languages, facts);
  }

  get facts(): ScanCache {
    return this.#facts;
  }

  get #options(): Pick<ScanOptions, "languages" | "parser"> {
    return { parser: this.parser, languages: this.languages };
  }

  edit(...edits: readonly Edit[]): void {
    for (const edit of edits) this.#edited.apply(edit);
  }

  async rescan(): Promise<ScanReport> {
    return scanTree(this.root, this.graph, { ...this.#options, facts: this.#facts });
  }

  /** Makes the edits of a round and scans, each time as a new process does; `null` when the scan was killed. */
  async playRound({ edits, isKilled }: EditRound): Promise<ScanOutcome | null> {
    this.#edited.remember();
    this.edit(...edits);
    await this.reopenFacts();
    if (!isKilled) {
      const report = await this.rescan();
      return { ...(await contentOf(this.graph)), findings: findingsOf(report) };
    }
    const facts = new UnfinishedFacts(this.#facts);
    await scanTree(this.root, this.graph, { ...this.#options, facts }).catch((error: unknown) => {
      if (error !== KILLED) throw error;
    });
    return null;
  }

  /** Reads the facts anew from disk. */
  async reopenFacts(): Promise<void> {
    await this.#facts.close();
    this.#facts = await ScanCache.open(`${this.root}.facts`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.graph.close();
    await this.#facts.close();
    await rm(this.root, { recursive: true, force: true });
    await rm(`${this.root}.facts`, { force: true });
  }
}

const KILLED = new Error("killed");

/** Facts of a scan that is killed once the graph is written. */
class UnfinishedFacts implements FactsStore {
  readonly #facts: FactsStore;

  constructor(facts: FactsStore) {
    this.#facts = facts;
  }

  get lastScan(): FactsStore["lastScan"] {
    return this.#facts.lastScan;
  }

  read(key: string): ReturnType<FactsStore["read"]> {
    return this.#facts.read(key);
  }

  has(key: string): boolean {
    return this.#facts.has(key);
  }

  finishScan(): Promise<void> {
    return Promise.reject(KILLED);
  }

  distrust(): Promise<void> {
    return this.#facts.distrust();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
