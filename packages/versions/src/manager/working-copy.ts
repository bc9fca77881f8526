import type { CallOptions, Logger } from "@stemma/core";
import type { ChromaContents } from "../chroma/chroma-contents.js";
import { ChromaToDoltDetector } from "../detect/chroma-to-dolt-detector.js";
import { DetachedError } from "../errors/detached-error.js";
import { MergeInProgressError } from "../errors/merge-in-progress-error.js";
import { WorkingCopyMissingError } from "../errors/working-copy-missing-error.js";
import type { HistoryLimits } from "../limits/history-limits.js";
import type { Author } from "../model/history.js";
import type { ReachedStep, Repository } from "../repository/repository.js";
import type { LocalState, Position } from "../state/local-state.js";
import { ChromaToDoltSyncer } from "../sync/chroma-to-dolt-syncer.js";
import { DoltToChromaSyncer } from "../sync/dolt-to-chroma-syncer.js";

/** Where a working copy stands that is on a branch. */
export interface BranchPosition extends Position {
  readonly branch: string;
}

/** What its maker hands to a working copy beside its parts. */
export type WorkingCopyParts = Pick<
  WorkingCopy,
  "author" | "limits" | "logger" | "reachedStep" | "openOther" | "release"
>;

/** What a working copy is made of; the operations of the manager work on it. */
export class WorkingCopy {
  readonly contents: ChromaContents;
  readonly repository: Repository;
  readonly state: LocalState;
  readonly author: Author;
  readonly limits: HistoryLimits;
  readonly logger: Logger;
  readonly reachedStep: ReachedStep;
  /** Opens another Chroma directory in the same Python. */
  readonly openOther: (directory: string, options: CallOptions) => Promise<ChromaContents>;
  /** Gives Python back, last of all. */
  readonly release: () => Promise<void>;
  readonly detector: ChromaToDoltDetector;
  readonly toDolt: ChromaToDoltSyncer;
  readonly toChroma: DoltToChromaSyncer;

  constructor(
    contents: ChromaContents,
    repository: Repository,
    state: LocalState,
    options: WorkingCopyParts,
  ) {
    this.contents = contents;
    this.repository = repository;
    this.state = state;
    this.author = options.author;
    this.limits = options.limits;
    this.logger = options.logger;
    this.reachedStep = options.reachedStep;
    repository.reachedStep = options.reachedStep;
    this.openOther = options.openOther;
    this.release = options.release;
    this.detector = new ChromaToDoltDetector(contents, state, repository);
    this.toDolt = new ChromaToDoltSyncer(contents);
    this.toChroma = new DoltToChromaSyncer(contents, repository, state, options.reachedStep);
  }

  /** @throws {@link WorkingCopyMissingError} `WORKING_COPY_MISSING` when the first filling has not finished. */
  position(): Position {
    const position = this.state.position();
    if (!position) throw new WorkingCopyMissingError(this.state.path);
    return position;
  }

  /** @throws {@link DetachedError} `DETACHED` where the working copy stands on a commit alone */
  branchPosition(operationName: string): BranchPosition {
    const { branch, commit } = this.position();
    if (branch === null) throw new DetachedError(operationName);
    return { branch, commit };
  }

  /** The commit that the branch of a position is at by now; without a branch the position's own. */
  headOf({ branch, commit }: Position, options?: CallOptions): Promise<string> {
    return branch === null ? Promise.resolve(commit) : this.repository.resolve(branch, options);
  }

  /** `HEAD`, also with steps back from it, is the commit that the working copy stands on; the repository knows no such ref. */
  ref(name: string): string {
    return /^HEAD($|[~^])/.test(name) ? name.replace("HEAD", this.position().commit) : name;
  }

  /** @throws {@link MergeInProgressError} `MERGE_IN_PROGRESS` */
  requireNoMerge(operationName: string): void {
    if (this.state.pendingMerge()) throw new MergeInProgressError(operationName);
  }

  /** One that fails does not keep the others open: the record's lock would last as long as the process. */
  async close(): Promise<void> {
    try {
      await this.contents.close();
    } finally {
      try {
        await this.repository.close();
      } finally {
        this.state.close();
        await this.release();
      }
    }
  }
}
