import type { CallOptions, Logger } from "@stemma/core";
import type { SyncManager } from "@stemma/versions";
import type { ComparedIndex } from "../changes/project-changes.js";
import type { StemmaConfig } from "../config/config-schema.js";
import { type HistoryPaths, historyPaths } from "../history/history-paths.js";
import type { HistoryBeginning } from "../history/project-history.js";
import { MadeHere } from "../origin/made-here.js";
import type { Standing } from "../standing/standing.js";
import type { StateDirectory } from "../state/state-directory.js";
import { OpenedStores, type OpenedStoresOptions } from "./opened-stores.js";

/** What all questions to one tree share: its state, its settings, its stores, and where their answers stand. */
export class ProjectContext {
  readonly state: StateDirectory;
  readonly config: StemmaConfig;
  readonly logger: Logger;
  readonly stores: OpenedStores;

  constructor(options: OpenedStoresOptions) {
    this.state = options.state;
    this.config = options.config;
    this.logger = options.logger;
    this.stores = new OpenedStores(options);
  }

  get historyPaths(): HistoryPaths {
    return historyPaths(this.state, this.config.versions, undefined);
  }

  /** The texts that were made or accepted here, as they are now. */
  get madeHere(): MadeHere {
    return new MadeHere(this.state.madeHereFile);
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
