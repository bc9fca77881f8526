import { join } from "node:path";
import watcher, { type AsyncSubscription } from "@parcel/watcher";
import { ALL_LANGUAGES, discoverFiles } from "@stemma/code-graph";
import type { Logger } from "@stemma/core";
import type { StemmaConfig } from "../config/config-schema.js";
import { runGit } from "../git/run-git.js";
import type { StateDirectory } from "../state/state-directory.js";

/** What is watched, and who is told. */
export interface WatchedTreeOptions {
  readonly state: StateDirectory;
  readonly rules: Pick<StemmaConfig, "include" | "exclude">;
  readonly logger: Logger;
  /** Something has happened in the tree or in git. What it was does not matter: whoever is told looks. */
  readonly onEvent: () => void;
}

/** What of git's own directory says nothing of a branch or a commit. */
const GIT_LEFT_OUT = ["objects", "modules", "worktrees", "lfs", "hooks", "stemma"];
/** Of a tree, besides what rules and names leave out as it is now: what may come. */
const LEFT_OUT_ALWAYS = ["**/node_modules", "**/.git", "**/.stemma", "**/__pycache__", "**/.venv"];

/** The system's watch on a tree and on git's own directory. Folders that rules leave out are not watched. */
export class WatchedTree implements AsyncDisposable {
  readonly #options: WatchedTreeOptions;
  readonly #subscriptions: AsyncSubscription[] = [];
  #tree: AsyncSubscription | undefined;
  #leftOut = "";
  /** Something new is there: rules may leave it out. */
  #isNews = false;
  /** The system has refused, or gave up: who wants to know has to look by himself. */
  isBlind = false;

  private constructor(options: WatchedTreeOptions) {
    this.#options = options;
  }

  /** Never rejects: what can't be watched is looked at. */
  static async open(options: WatchedTreeOptions): Promise<WatchedTree> {
    const watched = new WatchedTree(options);
    await watched.refresh(true);
    await watched.#watchGit();
    return watched;
  }

  /** Follows what ignore files say by now, where something new came. What happens meanwhile is to be looked for afterwards. */
  async refresh(isForced = false): Promise<void> {
    if (!this.#isNews && !isForced) return;
    this.#isNews = false;
    const { state, rules } = this.#options;
    const { root } = state;
    const { include, exclude } = rules;
    const languages = ALL_LANGUAGES;
    const found = await discoverFiles(root, {
      languages,
      exclude,
      ...(include.length > 0 ? { include } : {}),
    }).catch(() => undefined);
    const paths = found?.leftOut.map((path) => join(root, path)).sort() ?? [];
    const key = paths.join("\0");
    if (this.#tree !== undefined && key === this.#leftOut) return;
    this.#leftOut = key;
    await this.#tree?.unsubscribe();
    const ignore = [...paths, state.directory, ...LEFT_OUT_ALWAYS];
    this.#tree = await this.#subscribe(root, ignore);
  }

  async #watchGit(): Promise<void> {
    const { root } = this.#options.state;
    const args = ["rev-parse", "--absolute-git-dir"];
    const said = await runGit({ directory: root, args, absent: [128] }).catch(() => undefined);
    const directory = said?.toString("utf8").replace(/\n$/u, "");
    if (directory === undefined || directory === "") return;
    const watched = await this.#subscribe(
      directory,
      GIT_LEFT_OUT.map((name) => join(directory, name)),
    );
    if (watched !== undefined) this.#subscriptions.push(watched);
  }

  async #subscribe(directory: string, ignore: string[]): Promise<AsyncSubscription | undefined> {
    const { logger, onEvent } = this.#options;
    try {
      return await watcher.subscribe(
        directory,
        (error, events) => {
          // The system has lost count, or the folder is gone.
          if (error !== null) this.isBlind = true;
          if (error !== null || events.some(({ type, path }) => type !== "update" || isIgnoreFile(path)))
            this.#isNews = true;
          onEvent();
        },
        { ignore },
      );
    } catch (error) {
      this.isBlind = true;
      logger.warn(
        { directory, reason: (error as Error).message },
        "The system does not watch this folder; it is looked at every few seconds instead",
      );
      return undefined;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of [this.#tree, ...this.#subscriptions]) await each?.unsubscribe().catch(() => undefined);
  }
}

function isIgnoreFile(path: string): boolean {
  return path.endsWith(".gitignore") || path.endsWith(".stemmaignore");
}
