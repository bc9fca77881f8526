import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, type Logger, randomHexId, silentLogger, systemClock } from "@stemma/core";
import type { BatchJournal, EarlierCall } from "./batch-journal.js";
import {
  type BatchAnswer,
  type BatchCall,
  type BatchService,
  BatchServiceError,
  type FoundBatch,
} from "./batch-service.js";
import { FollowedBatch, type Wanting } from "./followed-batch.js";
import { Gatherer } from "./gatherer.js";
import { whileWanted } from "./while-wanted.js";

/** How a {@link BatchDesk} works. */
export interface BatchDeskOptions {
  readonly journal: BatchJournal;
  /** Of what is asked: another one has batches of its own. */
  readonly address: string;
  /** So long nothing more must have come before a batch is sent, in milliseconds. 1,000 by default. */
  readonly quietMs?: number | undefined;
  /** Between two looks at a batch, in milliseconds; at first a sixth of it. 60,000 by default. */
  readonly pollMs?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly logger?: Logger | undefined;
}

/** How many calls are with the service. */
export interface BatchStanding {
  readonly batches: number;
  readonly calls: number;
  /** Those of them that have been made, as far as the service tells. */
  readonly done: number;
}

/** What a call asks for, or which earlier one's answer it is to have. */
type Purpose = { readonly asked: readonly string[] } | { readonly earlier: string };

interface Waiting extends BatchCall, Wanting {
  readonly asked: readonly string[];
  readonly service: BatchService;
  /** Nobody waits for it any more. */
  isGone: boolean;
}

/** For the file of a batch, in milliseconds. */
const SENDING_MS = 600_000;

/**
 * Gives calls to a service that makes many of them later. Those that come one after the other go together; each waits for its answer
 * as if it had been made alone. What was sent is found again after a kill: {@link BatchDesk.earlier}.
 */
export class BatchDesk {
  /** Told whenever {@link BatchDesk.standing} changes. */
  onChange: (() => void) | undefined;
  readonly #journal: BatchJournal;
  readonly #address: string;
  readonly #pollMs: number;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #purpose = new AsyncLocalStorage<Purpose>();
  readonly #gatherer: Gatherer<Waiting>;
  readonly #followed = new Map<string, FollowedBatch>();
  /** By batch: whether the service has begun it is being asked. */
  readonly #finding = new Map<string, Promise<FoundBatch | undefined>>();
  /** What was given out: not twice in one run, since who asks again found no use for it. */
  readonly #given = new Set<string>();

  constructor({ journal, address, quietMs = 1_000, pollMs = 60_000, ...options }: BatchDeskOptions) {
    const { clock = systemClock, logger = silentLogger } = options;
    this.#journal = journal;
    this.#address = address;
    this.#pollMs = pollMs;
    this.#clock = clock;
    this.#logger = logger;
    this.#gatherer = new Gatherer({ quietMs, clock, take: (calls) => void this.#send(calls) });
  }

  get standing(): BatchStanding {
    const followed = [...this.#followed.values()];
    const sum = (of: (batch: FollowedBatch) => number): number =>
      followed.reduce((total, batch) => total + of(batch), 0);
    return { batches: followed.length, calls: sum(({ size }) => size), done: sum(({ done }) => done) };
  }

  /** The call of an earlier run that asked for this and may be paid for. */
  earlier(key: string): EarlierCall | undefined {
    const found = this.#journal.earlier(key, this.#address);
    return found === undefined || this.#given.has(`${found.call} ${key}`) ? undefined : found;
  }

  /** The call that `make` makes asks for these. */
  asking<T>(asked: readonly string[], make: () => Promise<T>): Promise<T> {
    return this.#purpose.run({ asked }, make);
  }

  /** The call that `make` makes is not made: it has the answer of an earlier one, which is given out for `key` only once. */
  recalling<T>({ call }: EarlierCall, key: string, make: () => Promise<T>): Promise<T> {
    this.#given.add(`${call} ${key}`);
    return this.#purpose.run({ earlier: call }, make);
  }

  /** The answer that was given out is not used after all: it is there for whoever asks again. */
  putBack({ call }: EarlierCall, key: string): void {
    this.#given.delete(`${call} ${key}`);
  }

  /** The answer to a call, whenever it comes. Rejects with the signal's reason; the batch goes on all the same. */
  async answer(service: BatchService, body: string, signal: AbortSignal): Promise<BatchAnswer> {
    signal.throwIfAborted();
    const purpose = this.#purpose.getStore();
    if (purpose !== undefined && "earlier" in purpose)
      return this.#recalled(service, purpose.earlier, signal);
    const id = `s${randomHexId()}`;
    const asked = purpose?.asked ?? [];
    const answer = await whileWanted<BatchAnswer>(signal, (settle, fail) => {
      const call: Waiting = { id, body, asked, service, settle, fail, isGone: false };
      this.#gatherer.add(call, Buffer.byteLength(body));
      return () => {
        call.isGone = true;
        if (!this.#gatherer.remove(call)) this.#leave(id, call);
      };
    });
    for (const key of asked) this.#given.add(`${id} ${key}`);
    return answer;
  }

  /** All answers that were given out are kept elsewhere by now. */
  settle(): void {
    this.#journal.forget(new Set(Array.from(this.#given, (given) => given.split(" ", 1)[0] ?? "")));
  }

  /** Looks at no batch any more, and sends none. */
  close(): void {
    this.#gatherer.close();
    for (const batch of this.#followed.values()) batch.close();
  }

  async #recalled(service: BatchService, call: string, signal: AbortSignal): Promise<BatchAnswer> {
    const kept = this.#journal.batchOf(call);
    if (kept === undefined) return notMade(call);
    if (kept.answer !== null) return kept.answer;
    const { batch, serviceId: id } = kept;
    const found = id === null ? await this.#find(service, batch) : { id, isCertain: true };
    if (found === undefined) return notMade(call);
    return whileWanted(signal, (settle, fail) => {
      const wanting = { settle, fail };
      this.#follow(batch, found, service).want(call, wanting);
      return () => this.#leave(call, wanting);
    });
  }

  /** Whether a batch was begun of which nothing was heard: asked once, whoever wants to know. */
  #find(service: BatchService, batch: string): Promise<FoundBatch | undefined> {
    const finding =
      this.#finding.get(batch) ??
      this.#lookFor(service, batch, new Set()).finally(() => this.#finding.delete(batch));
    this.#finding.set(batch, finding);
    return finding;
  }

  async #lookFor(
    service: BatchService,
    batch: string,
    wrong: ReadonlySet<string>,
  ): Promise<FoundBatch | undefined> {
    const journal = this.#journal;
    const callIds = journal.callsOf(batch);
    const kept = journal.batchOf(callIds[0] ?? "");
    if (kept === undefined) return undefined;
    const { mark, begunAtMs } = kept;
    const others = new Set([...journal.serviceIds(), ...wrong]);
    const begun = { mark: mark ?? "", callIds, begunAtMs, others };
    const found = mark === null ? undefined : await service.find(begun, AbortSignal.timeout(SENDING_MS));
    if (found === undefined) journal.forgetBatch(batch);
    else if (found.isCertain) journal.setServiceId(batch, found.id);
    return found;
  }

  async #send(calls: readonly Waiting[]): Promise<void> {
    const [first] = calls;
    if (first === undefined) return;
    const { service } = first;
    const batch = randomHexId();
    const signal = AbortSignal.timeout(SENDING_MS);
    try {
      this.#journal.begin(batch, this.#address, calls);
      const mark = await service.prepare(calls, signal);
      this.#journal.setMark(batch, mark);
      const id = await service.begin(mark, calls, signal);
      this.#journal.setServiceId(batch, id);
      this.#logger.info({ batch: id, calls: calls.length }, "a batch of calls is with the service");
      const wanted = calls.filter(({ isGone }) => !isGone);
      if (wanted.length === 0) return;
      const followed = this.#follow(batch, { id, isCertain: true }, service);
      for (const call of wanted) followed.want(call.id, call);
    } catch (error) {
      // What the service refused is not begun; of what did not reach it, or came to no answer, nobody knows.
      const isRefused = error instanceof BatchServiceError && error.status < 500;
      if (isRefused) this.#journal.forgetBatch(batch);
      for (const { id, settle, fail } of calls) {
        if (error instanceof BatchServiceError) settle({ id, status: error.status, body: error.body });
        else fail(error);
      }
    }
  }

  #follow(batch: string, { id: serviceId, isCertain }: FoundBatch, service: BatchService): FollowedBatch {
    const known = this.#followed.get(batch);
    if (known !== undefined) return known;
    const followed = new FollowedBatch(
      { serviceId, isCertain, callIds: this.#journal.callsOf(batch) },
      {
        service,
        journal: this.#journal,
        pollMs: this.#pollMs,
        clock: this.#clock,
        logger: this.#logger,
        findAnother: (wrong) => this.#lookFor(service, batch, wrong),
        onChange: () => this.onChange?.(),
        onEnd: () => this.#followed.delete(batch),
      },
    );
    this.#followed.set(batch, followed);
    this.onChange?.();
    return followed;
  }

  #leave(call: string, wanting: Wanting): void {
    for (const batch of this.#followed.values()) batch.leave(call, wanting);
  }
}

/** It may be asked for again: nobody has made it. */
function notMade(id: string): BatchAnswer {
  return { id, status: 503, body: JSON.stringify({ error: { message: "its batch was not made" } }) };
}
