import type { Clock, Logger } from "@stemma/core";
import type { BatchJournal } from "./batch-journal.js";
import { type BatchAnswer, type BatchService, BatchServiceError, type FoundBatch } from "./batch-service.js";

/** Whoever waits for a call's answer. */
export interface Wanting {
  readonly settle: (answer: BatchAnswer) => void;
  readonly fail: (error: unknown) => void;
}

/** What a {@link FollowedBatch} works with. */
export interface FollowedBatchParts {
  readonly service: BatchService;
  readonly journal: BatchJournal;
  readonly pollMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where it was the wrong one. */
  readonly findAnother: (wrong: ReadonlySet<string>) => Promise<FoundBatch | undefined>;
  readonly onChange: () => void;
  /** It is looked at no more. */
  readonly onEnd: () => void;
}

/** One batch, and what is known of it. */
export interface KnownBatch {
  readonly serviceId: string;
  /** `false`: its answers will tell whether it is the one. */
  readonly isCertain: boolean;
  readonly callIds: readonly string[];
}

/** The first wait is as much shorter. */
const FIRST_SHARE = 6;
const GROWTH = 1.5;
/** For one look, or for all answers, in milliseconds. */
const LOOKING_MS = 600_000;
const GONE = 404;
/** Refusals that are about us and not about the batch: those who wait learn of them, the batch is kept. */
const UNAUTHORISED = new Set([401, 403]);

/** Looks at a batch from time to time, as long as anybody waits for one of its calls. */
export class FollowedBatch {
  readonly size: number;
  readonly #parts: FollowedBatchParts;
  readonly #callIds: ReadonlySet<string>;
  /** By call: several nodes may have been asked for by one. */
  readonly #wanted = new Map<string, Set<Wanting>>();
  readonly #wrong = new Set<string>();
  readonly #stop = new AbortController();
  #serviceId: string;
  #isCertain: boolean;
  #isRunning = false;
  #done = 0;

  constructor({ serviceId, isCertain, callIds }: KnownBatch, parts: FollowedBatchParts) {
    this.#serviceId = serviceId;
    this.#isCertain = isCertain;
    this.#callIds = new Set(callIds);
    this.#parts = parts;
    this.size = callIds.length;
  }

  /** Calls that have been made, as far as the service tells. */
  get done(): number {
    return this.#done;
  }

  want(call: string, wanting: Wanting): void {
    const wanted = this.#wanted.get(call) ?? new Set();
    this.#wanted.set(call, wanted.add(wanting));
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  leave(call: string, wanting: Wanting): void {
    const wanted = this.#wanted.get(call);
    if (wanted?.delete(wanting) !== true) return;
    if (wanted.size === 0) this.#wanted.delete(call);
    if (this.#wanted.size === 0) this.close();
  }

  /** Looks no more; the service goes on with it. */
  close(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.#parts.onEnd();
    this.#parts.onChange();
  }

  async #run(): Promise<void> {
    const { pollMs, logger } = this.#parts;
    for (let delayMs = pollMs / FIRST_SHARE; ; delayMs = Math.min(pollMs, delayMs * GROWTH)) {
      try {
        await this.#look();
      } catch (error) {
        if (error instanceof BatchServiceError && this.#isFinal(error)) this.#refused(error);
        // It is paid for: as long as the service keeps it there is something to wait for.
        else if (!this.#stop.signal.aborted)
          logger.warn({ batch: this.#serviceId, reason: String(error) }, "a batch could not be looked at");
      }
      if (this.#stop.signal.aborted) return;
      await this.#wait(delayMs);
    }
  }

  async #look(): Promise<void> {
    const { service, logger, onChange } = this.#parts;
    const { isOver, done, refusal } = await service.look(this.#serviceId, this.#signal());
    if (done !== this.#done) {
      this.#done = done;
      logger.info({ batch: this.#serviceId, calls: this.size, done }, "a batch of calls goes on");
      onChange();
    }
    if (!isOver) return;
    if (refusal !== null) {
      this.#settleAll(400, `its batch was refused: ${refusal}`);
      return;
    }
    await this.#take(await service.answers(this.#serviceId, this.#signal()));
  }

  async #take(all: readonly BatchAnswer[]): Promise<void> {
    const answers = all.filter(({ id }) => this.#callIds.has(id));
    if (answers.length === 0 && !this.#isCertain) {
      await this.#goOnWithAnother();
      return;
    }
    // Only what was paid for is kept; of what has no answer nothing is, so that it may be asked for again.
    this.#parts.journal.setAnswers(answers.filter(({ status }) => status < 300));
    this.#parts.journal.forget(answers.filter(({ status }) => status >= 300).map(({ id }) => id));
    for (const answer of answers) this.#settle(answer);
    this.#settleAll(503, "its batch ended without an answer to it");
  }

  async #goOnWithAnother(): Promise<void> {
    this.#wrong.add(this.#serviceId);
    const found = await this.#parts.findAnother(this.#wrong);
    if (found === undefined) {
      this.#settleAll(503, "its batch was not made");
      return;
    }
    this.#serviceId = found.id;
    this.#isCertain = found.isCertain;
  }

  #isFinal({ status }: BatchServiceError): boolean {
    return status === GONE || UNAUTHORISED.has(status);
  }

  #refused({ status, body }: BatchServiceError): void {
    if (status === GONE) {
      this.#settleAll(503, "the service knows its batch no more");
      return;
    }
    for (const id of [...this.#wanted.keys()]) this.#settle({ id, status, body });
    this.close();
  }

  /** Those that still wait: nobody will answer them, and they ask for nothing any more. */
  #settleAll(status: number, message: string): void {
    this.#parts.journal.forget(this.#wanted.keys());
    const body = JSON.stringify({ error: { message } });
    for (const id of [...this.#wanted.keys()]) this.#settle({ id, status, body });
    this.close();
  }

  #settle(answer: BatchAnswer): void {
    for (const { settle } of this.#wanted.get(answer.id) ?? []) settle(answer);
    this.#wanted.delete(answer.id);
  }

  #signal(): AbortSignal {
    return AbortSignal.any([this.#stop.signal, AbortSignal.timeout(LOOKING_MS)]);
  }

  #wait(delayMs: number): Promise<void> {
    const { signal } = this.#stop;
    return new Promise((resolve) => {
      const over = (): void => {
        cancel();
        signal.removeEventListener("abort", over);
        resolve();
      };
      const cancel = this.#parts.clock.schedule(delayMs, over);
      signal.addEventListener("abort", over, { once: true });
    });
  }
}
