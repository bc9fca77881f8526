import { setImmediate as nextTurn } from "node:timers/promises";
import type { CallOptions, Logger } from "@stemma/core";
import type { SyncManager } from "@stemma/versions";
import type { ComparedIndex } from "../changes/project-changes.js";
import type { StemmaConfig } from "../config/config-schema.js";
import { type HistoryPaths, historyPaths } from "../history/history-paths.js";
import type { HistoryBeginning } from "../history/project-history.js";
import { ownTextsInFile } from "../index/own-texts-in-file.js";
import { type OwnText, ownTexts, plainTexts } from "../index/texts-of-people.js";
import { Origins } from "../origin/origins.js";
import { type FileStamp, isSameStamp, stampOf } from "../standing/file-stamp.js";
import { lastGraphMove } from "../standing/graph-moves.js";
import { readOfOneState } from "../standing/of-one-state.js";
import { graphBehind } from "../standing/reasons.js";
import type { Answer, Standing } from "../standing/standing.js";
import type { StandingMemory } from "../standing/standing-memory.js";
import type { StateDirectory } from "../state/state-directory.js";
import { OpenedStores, type OpenedStoresOptions } from "./opened-stores.js";

/** What all questions to one tree share: its state, its settings, its stores, and where their answers stand. */
export class ProjectContext {
  readonly state: StateDirectory;
  readonly config: StemmaConfig;
  readonly logger: Logger;
  readonly stores: OpenedStores;
  #standing: StandingMemory | undefined;
  #nextLook: Promise<Standing> | undefined;
  #origins: { readonly origins: Origins; readonly stamps: readonly (FileStamp | null)[] } | undefined;

  constructor(options: OpenedStoresOptions) {
    this.state = options.state;
    this.config = options.config;
    this.logger = options.logger;
    this.stores = new OpenedStores(options);
  }

  get historyPaths(): HistoryPaths {
    return historyPaths(this.state, this.config.versions, undefined);
  }

  /** What is known of where texts come from, as it is now: read again where another process has added something. */
  get origins(): Origins {
    const { madeHereFile, cameByFile } = this.state;
    const stamps = [stampOf(madeHereFile), stampOf(cameByFile)];
    const known = this.#origins;
    // What this process adds changes the files, too: then they are read once more.
    if (known?.stamps.every((stamp, index) => isSame(stamp, stamps[index] ?? null))) return known.origins;
    const origins = new Origins(this.state);
    this.#origins = { origins, stamps };
    return origins;
  }

  /** As {@link ProjectContext.ownTexts}, the texts alone. */
  async textsOfPeople(ids: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, string>> {
    return plainTexts(await this.ownTexts(ids, options));
  }

  /** What people wrote into the index in place of what was made, of the records with these ids; opens no Python for it. */
  async ownTexts(ids: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, OwnText>> {
    const engine = await this.stores.openedEngine();
    if (engine !== undefined) return ownTexts(engine.collection, ids, options);
    const { chromaDirectory } = this.state;
    const { collection } = this.config;
    return ownTextsInFile({ chromaDirectory, collection, logger: this.logger }, ids);
  }

  async openHistory(beginning: HistoryBeginning = { mode: "require" }): Promise<SyncManager> {
    return (await this.stores.history(beginning)).versions;
  }

  async comparedIndex(): Promise<ComparedIndex> {
    return { versions: await this.openHistory(), collection: this.config.collection };
  }

  /** Where the index stands in its history, as a text; `undefined` without one. */
  async position(): Promise<string | undefined> {
    const { indexPosition, positionText } = await import("../history/index-position.js");
    const history = await this.stores.openedHistory();
    if (history !== undefined) return positionText(await history.versions.position());
    return indexPosition(this.state, this.config.versions);
  }

  /** All who ask before a look begins are answered by it, so that no answer is from before its question. */
  standing(): Promise<Standing> {
    this.#nextLook ??= nextTurn().then(() => {
      this.#nextLook = undefined;
      return this.#findStanding();
    });
    return this.#nextLook;
  }

  async #findStanding(): Promise<Standing> {
    // It brings the table of languages along; a search starts Python before that.
    const { findStanding } = await import("../standing/find-standing.js");
    const { StandingMemory } = await import("../standing/standing-memory.js");
    this.#standing ??= new StandingMemory();
    await this.stores.followMove();
    const history = await this.stores.openedHistory();
    return findStanding({
      memory: this.#standing,
      state: this.state,
      place: this.historyPaths,
      position: await history?.versions.position(),
      beginRecord: async () => {
        const { beginRecord } = await import("../standing/keep-standing.js");
        return beginRecord(this.state, () => this.stores.graph(), this.config);
      },
    });
  }

  /**
   * What `read` finds in graph and index, with where that stands: both of one state. Where a branch was switched meanwhile, it is read
   * again; an index that is moved again and again is said to be.
   */
  async answered<T extends object>(read: () => Promise<T>): Promise<Answer<T>> {
    const looks = { position: () => this.position(), move: () => lastGraphMove(this.state) };
    // Before the first look, which a move of this process's own would spoil.
    await this.stores.followMove();
    const { found, isOfOneState } = await readOfOneState(looks, async () => {
      // The graph that is read is to be that of the position.
      await this.stores.followMove();
      const standing = this.standing();
      standing.catch(() => undefined);
      // The look has begun by then, and goes on beside a reading that lets nothing else have its turn.
      await nextTurn();
      return { answer: await read(), standing: await standing };
    });
    const { answer, standing } = found;
    return Object.assign(answer, { standing: isOfOneState ? standing : movedMeanwhile(standing) });
  }

  /** As {@link ProjectContext.answered}, of the tree as it is now, or of an earlier version, which nothing moves. */
  async answeredAt<T extends object>(
    ref: string | undefined,
    options: CallOptions,
    read: () => Promise<T>,
  ): Promise<Answer<T>> {
    if (ref === undefined) return this.answered(read);
    return Object.assign(await read(), { standing: await this.standingAt(ref, options) });
  }

  /** Closes what was opened; idempotent. */
  async close(): Promise<void> {
    await this.#standing?.stamps.close();
    await this.stores.close();
  }

  /** Of the tree as it is now, or of an earlier version. */
  async standingAt(ref: string | undefined, options: CallOptions): Promise<Standing> {
    if (ref === undefined) return this.standing();
    const { standingAt } = await import("../standing/find-standing.js");
    return standingAt(await this.openHistory(), ref, options);
  }
}

function movedMeanwhile(standing: Standing): Standing {
  const { freshness, because } = standing;
  return {
    ...standing,
    freshness: freshness === "fresh" ? "stale" : freshness,
    because: because.some(({ code }) => code === graphBehind.code) ? because : [...because, graphBehind],
  };
}

function isSame(one: FileStamp | null, other: FileStamp | null): boolean {
  return one === null || other === null ? one === other : isSameStamp(one, other);
}
