import { type Clock, withoutUndefined } from "@stemma/core";
import { NOT_MADE } from "@stemma/graph-store";
import {
  type Completion,
  type CompletionRequest,
  type LlmProvider,
  noUsage,
  shareUsage,
  type Together,
} from "@stemma/llm";
import type { WorkerSlots } from "../schedule/worker-slots.js";
import type { CallWriter } from "../session/call-writer.js";
import { withResolvers } from "../session/with-resolvers.js";
import { describeFailure } from "./describe-failure.js";
import type { Joined } from "./gathering.js";
import { modelOf } from "./model-of.js";
import { type NodeText, nodeText } from "./node-text.js";

/** What calls for several nodes are made with. */
export interface CallTogetherParts {
  readonly provider: LlmProvider;
  readonly calls: CallWriter;
  readonly slots: WorkerSlots;
  readonly clock: Clock;
  /** Makes a call, and counts it. */
  readonly call: (request: CompletionRequest, signal: AbortSignal) => Promise<Completion>;
}

/** Asks for several small nodes by one call. Each has its own entry in the journal, noted before the call and with its answer. */
export class CallTogether {
  readonly #parts: CallTogetherParts;
  /** The first call of all, which shows whether the model answers in the form; the others wait for it. */
  #probe: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  constructor(parts: CallTogetherParts) {
    this.#parts = parts;
  }

  /** A call for one node has ended. */
  callEnded(): void {
    this.#probe?.resolve();
  }

  /** Settles all that joined; never rejects. */
  async ask(joined: readonly Joined[], signal: AbortSignal): Promise<void> {
    const { together } = this.#parts.provider;
    let open = joined;
    if (together !== undefined && !together.isProven && joined.length > 1) {
      if (this.#probe === undefined) {
        this.#probe = withResolvers();
        joined[0]?.settle(undefined);
        open = joined.slice(1);
      }
      await this.#probe.promise;
    }
    const packs = together?.isProven === true ? packed(together, open) : open.map((each) => [each]);
    await Promise.all(packs.map((pack) => this.#askPack(pack, signal)));
  }

  async #askPack(pack: readonly Joined[], signal: AbortSignal): Promise<void> {
    const [first] = pack;
    if (first === undefined) return;
    if (pack.length === 1) {
      first.settle(undefined);
      return;
    }
    try {
      const texts = await this.#call(first, pack, signal);
      for (const [index, { settle }] of pack.entries()) settle(texts[index]);
    } catch (error) {
      // Whatever it was, it may be due to one of them, or to their number: alone each has its own outcome.
      for (const { settle, fail } of pack) {
        if (signal.aborted) fail(error);
        else settle(undefined);
      }
    }
  }

  async #call(
    first: Joined,
    pack: readonly Joined[],
    signal: AbortSignal,
  ): Promise<(NodeText | undefined)[]> {
    const { provider, calls, slots, clock, call } = this.#parts;
    const startedAtMs = clock.now();
    await Promise.all(
      pack.map((each) =>
        calls.addIntent({
          callKey: each.callKey,
          nodeId: each.request.node.id,
          model: modelOf(provider, each.request),
          startedAtMs,
        }),
      ),
    );
    try {
      await slots.take(signal);
    } catch (error) {
      this.#noteFailure(pack, `${NOT_MADE}the run ended before`);
      throw error;
    }
    for (const { begin } of pack) begin();
    try {
      const companions = pack.slice(1).map(({ request }) => request);
      const completion = await call({ ...first.request, companions }, signal);
      return await this.#keep(pack, completion);
    } catch (error) {
      if (!signal.aborted) {
        const { reason, code } = describeFailure(error);
        this.#noteFailure(pack, `${code === "BUDGET_EXCEEDED" ? NOT_MADE : ""}${reason}`);
      }
      throw error;
    } finally {
      slots.giveBack();
    }
  }

  /** What was answered is in the journal when this resolves. */
  async #keep(
    pack: readonly Joined[],
    { companions = [], usage = noUsage, ...first }: Completion,
  ): Promise<(NodeText | undefined)[]> {
    const { provider, calls, clock } = this.#parts;
    const completions = [first, ...companions];
    const texts = pack.map(({ request }, index) => {
      const completion = completions[index];
      return completion == null ? undefined : nodeText(request.node.name, completion, provider.model);
    });
    const shares = shareUsage(usage, texts.filter((text) => text !== undefined).length);
    const finishedAtMs = clock.now();
    const stored = pack.flatMap(({ callKey }, index) => {
      const text = texts[index];
      const share = text === undefined ? undefined : shares.shift();
      if (text === undefined || share === undefined) return [];
      const { text: said, summary, grounding } = text;
      const result = { callKey, text: said, summary, ...share, finishedAtMs };
      return [calls.addResult({ ...result, ...withoutUndefined({ grounding }) })];
    });
    await Promise.all(stored);
    return texts;
  }

  #noteFailure(pack: readonly Joined[], reason: string): void {
    for (const { callKey } of pack) this.#parts.calls.addFailure({ callKey, reason });
  }
}

/** As few packs as have room, each of nodes that may go together, in their order. */
function packed(together: Together<CompletionRequest>, joined: readonly Joined[]): Joined[][] {
  const packs: Joined[][] = [];
  for (const each of joined) {
    const room = packs.find((pack) => together.fits([...pack, each].map(({ request }) => request)));
    if (room === undefined) packs.push([each]);
    else room.push(each);
  }
  return packs;
}
