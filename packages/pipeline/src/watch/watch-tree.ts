import { hasErrorCode, type Logger, systemClock } from "@stemma/core";
import { type BroughtAlong, bringAlong } from "../along/bring-along.js";
import { takeTurn } from "../along/turns.js";
import { isHeld, untilFree } from "../along/until-free.js";
import type { ProjectFlags } from "../config/load-config.js";
import { StateInUseError } from "../errors/state-in-use-error.js";
import { gitHead } from "../history/git-head.js";
import { StemmaProject } from "../project/stemma-project.js";
import type { StateDirectory } from "../state/state-directory.js";
import { untilGitRests } from "./git-at-work.js";
import { Wake } from "./wake.js";
import { WatchedTree } from "./watched-tree.js";

/** What whoever watches is told. */
export type WatchNews =
  | { readonly kind: "watching"; readonly root: string }
  | (BroughtAlong & { readonly kind: "run"; readonly tookMs: number })
  /** The next change is tried again. */
  | { readonly kind: "failed"; readonly error: unknown };

/** How a tree is watched. */
export interface WatchTreeOptions {
  /** In a documented tree. */
  readonly directory: string;
  readonly flags: ProjectFlags;
  readonly logger: Logger;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** A language model may be asked, though it costs money. */
  readonly allowSpend: boolean;
  readonly onNews: (news: WatchNews) => void;
  /** Milliseconds without a change until it is documented. Default 300. */
  readonly quietMs?: number | undefined;
}

const QUIET_MS = 300;
/** Where changes never stop, they are documented after that time. */
const MOST_MS = 10_000;
/** The system may lose events, and says so to nobody: the tree is looked at in any case. */
const LOOK_MS = 30_000;
const BLIND_LOOK_MS = 3_000;
const HELD_MS = 1_000;

/**
 * Documents a tree as it is edited, until `signal` fires. Events only say when to look; what is due is told by comparing the tree with
 * what is documented, so that none has to be seen. Between two runs nothing is held that another command may want.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws as {@link StemmaProject.openNearest}; what a run meets is told, not thrown
 */
export async function watchTree(options: WatchTreeOptions): Promise<void> {
  const { directory, flags, logger, signal, quietMs = QUIET_MS } = options;
  const { state, config } = await lookedUp(directory, flags, logger);
  const wake = new Wake();
  const onEvent = (): void => wake.set();
  await using tree = await WatchedTree.open({ state, rules: config, logger, onEvent });
  options.onNews({ kind: "watching", root: state.root });
  const watch = new Watch(state, options);
  let lookMs = 0;
  while (!signal.aborted) {
    const isEvent = await wake.next(lookMs, signal);
    await wake.quiet(quietMs, MOST_MS, signal);
    await untilGitRests(state.root, signal);
    await tree.refresh();
    const isDone = await watch.look(isEvent);
    lookMs = !isDone ? HELD_MS : tree.isBlind ? BLIND_LOOK_MS : LOOK_MS;
  }
}

async function lookedUp(
  directory: string,
  flags: ProjectFlags,
  logger: Logger,
): Promise<Pick<StemmaProject, "state" | "config">> {
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  return project;
}

/** What was last brought along. */
class Watch {
  readonly #state: StateDirectory;
  readonly #options: WatchTreeOptions;
  #head: string | undefined;
  /** What was due after the last try. */
  #tried: string | undefined;

  constructor(state: StateDirectory, options: WatchTreeOptions) {
    this.#state = state;
    this.#options = options;
  }

  /** Brings along what is due; `false` where another process keeps it from that. Without an event nothing is tried twice. */
  async look(isEvent: boolean): Promise<boolean> {
    const { signal, onNews } = this.#options;
    if (signal.aborted) return true;
    try {
      const head = await this.#gitHead();
      const due = await this.#due();
      const key = `${head} ${due}`;
      if (due === "" ? head === this.#head : !isEvent && key === this.#tried) return true;
      const startedMs = systemClock.monotonicMs();
      const run = await untilFree(() => this.#run(), signal);
      // git may have gone on meanwhile: then it is looked again.
      this.#head = head;
      this.#tried = `${head} ${await this.#due()}`;
      const tookMs = systemClock.monotonicMs() - startedMs;
      onNews({ kind: "run", ...run, tookMs });
      return true;
    } catch (error) {
      if (isHeld(error)) return false;
      if (hasErrorCode(error, "CANCELLED") || isAborted(signal)) return true;
      this.#tried = `${await this.#gitHead().catch(() => "")} ${await this.#due().catch(() => "")}`;
      onNews({ kind: "failed", error });
      return true;
    }
  }

  async #run(): Promise<BroughtAlong> {
    const { signal, allowSpend } = this.#options;
    const turn = await takeTurn(this.#state, signal);
    // A hook's run waits already, and will see what we have seen; then there is nothing left to do.
    if (turn === undefined) throw new StateInUseError(this.#state.directory);
    try {
      await using project = await this.#open();
      return await bringAlong(project, { allowSpend, signal });
    } finally {
      turn.release();
    }
  }

  /** Empty where the index is what the tree is. */
  async #due(): Promise<string> {
    await using project = await this.#open();
    const { freshness, files, because } = await project.standing();
    if (freshness === "fresh") return "";
    return JSON.stringify([files, because.map(({ code }) => code)]);
  }

  async #gitHead(): Promise<string> {
    const head = await gitHead(this.#state.root);
    return `${head?.branch ?? ""} ${head?.commit ?? ""}`;
  }

  #open(): Promise<StemmaProject> {
    const { flags, logger } = this.#options;
    return StemmaProject.openNearest(this.#state.root, { flags, logger });
  }
}

/** Read anew: it may have fired while something was waited for. */
function isAborted({ aborted }: AbortSignal): boolean {
  return aborted;
}
