import {
  type DocumentProgress,
  type DocumentSummary,
  type StemmaProject,
  TimeLeft,
  untilFree,
} from "@stemma/pipeline";
import type { InHand } from "../api/run.js";
import { RunUnderWayError } from "../errors/run-under-way-error.js";

/** Failures that are told; the others are counted. */
const MOST_FAILED = 50;

/** The run of `document` that this server has begun last, in a project of its own: questions are answered meanwhile. */
export class RunInHand {
  #stop: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #progress: DocumentProgress | undefined;
  #timeLeft = new TimeLeft(() => performance.now());
  #leftMs: number | null = null;
  #failed: DocumentSummary["documentation"]["failed"] = [];
  #error: string | null = null;
  #isKnown = false;

  /** @throws {@link RunUnderWayError} `RUN_UNDER_WAY`; what the run itself comes to is told by {@link RunInHand.told} */
  begin(open: () => Promise<StemmaProject>): void {
    if (this.#stop !== undefined) throw new RunUnderWayError();
    const stop = new AbortController();
    this.#stop = stop;
    this.#isKnown = true;
    this.#progress = undefined;
    this.#timeLeft = new TimeLeft(() => performance.now());
    this.#leftMs = null;
    this.#failed = [];
    this.#error = null;
    this.#ended = this.#run(open, stop.signal).finally(() => {
      this.#stop = undefined;
    });
  }

  /** What is finished is kept; resolves when the run has ended. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#ended;
  }

  /** `null` where this server has begun none. */
  told(): InHand | null {
    if (!this.#isKnown) return null;
    const { phase = null, done = 0, total = null, spent = null } = this.#progress ?? {};
    return {
      isUnderWay: this.#stop !== undefined,
      phase,
      done,
      total,
      spent: spent === null ? null : { ...spent },
      leftMs: this.#leftMs,
      failed: this.#failed.slice(0, MOST_FAILED).map(({ id, reason }) => ({ id, reason })),
      moreFailed: Math.max(0, this.#failed.length - MOST_FAILED),
      error: this.#error,
    };
  }

  async #run(open: () => Promise<StemmaProject>, signal: AbortSignal): Promise<void> {
    const onProgress = (progress: DocumentProgress): void => this.#note(progress);
    try {
      // What another process holds is waited for, as a question waits.
      const summary = await untilFree(async () => {
        await using project = await open();
        return await project.document({ signal, onProgress });
      }, signal);
      this.#failed = summary.documentation.failed;
    } catch (error) {
      if (!signal.aborted) this.#error = error instanceof Error ? error.message : String(error);
    }
  }

  #note(progress: DocumentProgress): void {
    const { phase, done, total } = progress;
    if (phase !== this.#progress?.phase) this.#timeLeft = new TimeLeft(() => performance.now());
    this.#progress = progress;
    this.#leftMs = total === null ? null : this.#timeLeft.note(done, total);
  }
}
