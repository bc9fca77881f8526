import { type Clock, systemClock } from "@stemma/core";
import { readHeadFile } from "../git/head-file.js";
import { currentBranch } from "../history/git-head.js";
import type { StateDirectory } from "../state/state-directory.js";
import { type FileStamp, isSameStamp, isSettled, stampOf } from "./file-stamp.js";
import { StampThreads } from "./stamp-threads.js";
import { readStandingRecord, type StandingRecord, standingFile } from "./standing-record.js";

/**
 * What a process that is asked again and again remembers of the last look: the record of what is documented, and git's branch. Both are
 * looked for again where a file differs that would have changed with them.
 */
export class StandingMemory {
  /** Looks at the tree's files; closed with whatever has this memory. */
  readonly stamps = new StampThreads();
  readonly #clock: Pick<Clock, "now">;
  #record: { readonly stamp: FileStamp; readonly record: StandingRecord | null } | undefined;
  #branch: { readonly head: string; readonly branch: string | undefined } | undefined;

  constructor({ clock = systemClock }: { readonly clock?: Pick<Clock, "now"> } = {}) {
    this.#clock = clock;
  }

  /** As {@link readStandingRecord}. */
  record(state: Pick<StateDirectory, "directory">): StandingRecord | null {
    const stamp = stampOf(standingFile(state));
    const known = this.#record;
    if (stamp !== null && known !== undefined && isSameStamp(known.stamp, stamp)) return known.record;
    const record = readStandingRecord(state);
    // What is as young may be replaced without another stamp.
    this.#record = stamp !== null && isSettled(stamp, this.#clock.now()) ? { stamp, record } : undefined;
    return record;
  }

  /** As {@link currentBranch}; starts git only where its own file differs, which is a tenth of a symbol's whole answer. */
  async branch(root: string): Promise<string | undefined> {
    const head = readHeadFile(root);
    const known = this.#branch;
    if (head !== undefined && known?.head === head) return known.branch;
    const branch = await currentBranch(root);
    // A switch meanwhile: which of the two git spoke of can't be told.
    this.#branch = head !== undefined && readHeadFile(root) === head ? { head, branch } : undefined;
    return branch;
  }
}
