import type { CallOptions, Logger } from "@stemma/core";
import type { SyncManager } from "@stemma/versions";
import type { ComparedIndex } from "../changes/project-changes.js";
import type { StemmaConfig } from "../config/config-schema.js";
import { type HistoryPaths, historyPaths } from "../history/history-paths.js";
import type { HistoryBeginning } from "../history/project-history.js";
import { ownTextsInFile } from "../index/own-texts-in-file.js";
import { ownTexts } from "../index/texts-of-people.js";
import { MadeHere } from "../origin/made-here.js";
import { type FileStamp, isSameStamp, stampOf } from "../standing/file-stamp.js";
import type { Standing } from "../standing/standing.js";
import type { StateDirectory } from "../state/state-directory.js";
import { OpenedStores, type OpenedStoresOptions } from "./opened-stores.js";

/** What all questions to one tree share: its state, its settings, its stores, and where their answers stand. */
export class ProjectContext {
  readonly state: StateDirectory;
  readonly config: StemmaConfig;
  readonly logger: Logger;
  readonly stores: OpenedStores;
  #madeHere: { readonly texts: MadeHere; readonly stamp: FileStamp } | undefined;

  constructor(options: OpenedStoresOptions) {
    this.state = options.state;
    this.config = options.config;
    this.logger = options.logger;
    this.stores = new OpenedStores(options);
  }

  get historyPaths(): HistoryPaths {
    return historyPaths(this.state, this.config.versions, undefined);
  }

  /** The texts that were made or accepted here, as they are now: read again where another process has added some. */
  get madeHere(): MadeHere {
    const { madeHereFile: file } = this.state;
    const stamp = stampOf(file);
    const known = this.#madeHere;
    // What this process adds changes the file, too: then it is read once more.
    if (known !== undefined && stamp !== null && isSameStamp(known.stamp, stamp)) return known.texts;
    const texts = new MadeHere(file);
    this.#madeHere = stamp === null ? undefined : { texts, stamp };
    return texts;
  }

  /** What people wrote into the index in place of what was made, of the records with these ids; opens no Python for it. */
  async textsOfPeople(ids: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, string>> {
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

  async standing(): Promise<Standing> {
    // It brings the table of languages along; a search starts Python before that.
    const { findStanding } = await import("../standing/find-standing.js");
    await this.stores.followMove();
    const history = await this.stores.openedHistory();
    return findStanding({
      state: this.state,
      place: this.historyPaths,
      position: await history?.versions.position(),
      beginRecord: async () => {
        const { beginRecord } = await import("../standing/keep-standing.js");
        return beginRecord(this.state, () => this.stores.graph(), this.config);
      },
    });
  }

  /** Of the tree as it is now, or of an earlier version. */
  async standingAt(ref: string | undefined, options: CallOptions): Promise<Standing> {
    if (ref === undefined) return this.standing();
    const { standingAt } = await import("../standing/find-standing.js");
    return standingAt(await this.openHistory(), ref, options);
  }
}
