import { type Clock, withoutUndefined } from "@stemma/core";
import { NOT_MADE } from "@stemma/graph-store";
import {
  type Completion,
  type CompletionRequest,
  contentOf,
  type LlmProvider,
  noUsage,
  type TokenUsage,
} from "@stemma/llm";
import { countNowhere } from "@stemma/llm/grounding";
import { sha256 } from "../keys/sha256.js";
import type { MetricsRecorder } from "../metrics/metrics-recorder.js";
import type { ProcessSingleNode } from "../processor-options.js";
import type { WorkerSlots } from "../schedule/worker-slots.js";
import type { CallWriter } from "../session/call-writer.js";
import type { CallJournal } from "./call-journal.js";
import { CallTogether } from "./call-together.js";
import { describeFailure } from "./describe-failure.js";
import { type Arrival, Gathering } from "./gathering.js";
import { type NodeText, nodeText } from "./node-text.js";

/** What a {@link NodeCompleter} works with. */
export interface NodeCompleterParts {
  readonly journal: CallJournal;
  readonly provider: LlmProvider;
  readonly step: ProcessSingleNode;
  readonly calls: CallWriter;
  readonly metrics: MetricsRecorder;
  /** Places for calls that cost. */
  readonly slots: WorkerSlots;
  readonly clock: Clock;
}

/** A node's turn. */
export interface Turn {
  readonly signal: AbortSignal;
  /** Called when the node gets its place. */
  readonly begin: () => void;
  /** Its part among those that have their turn together; absent where it is alone. */
  readonly arrival?: Arrival | undefined;
}

/** How a call is made. */
interface Way extends Turn {
  /** Takes the node's place among the workers, where it has none yet. */
  readonly enter: (callKey: string) => Promise<void>;
}

/** What a node's second call is made after. */
interface AskedBefore extends Omit<Way, "arrival"> {
  readonly first: NodeText;
  readonly nodeKey: string;
}

/** Gets a node's text from the provider, and pays for it once. */
export class NodeCompleter {
  readonly #parts: NodeCompleterParts;
  readonly #together: CallTogether;

  constructor(parts: NodeCompleterParts) {
    this.#parts = parts;
    this.#together = new CallTogether({ ...parts, call: (request, signal) => this.#call(request, signal) });
  }

  /** For nodes that have their turn together. */
  gather(count: number, signal: AbortSignal): Gathering {
    return new Gathering(count, (joined) => void this.#together.ask(joined, signal));
  }

  /**
   * Free providers are simply called. A call that costs is noted in the journal before it is made and its answer before
   * the node counts as done: after a crash it is looked up instead of made again. All of that but the call and the storing of
   * its answer happens before the node has its place among the workers, which wait for nothing that way.
   *
   * An answer that is not what was asked for is asked for once more, by a call of its own: the better one of both is kept.
   */
  async complete(
    request: CompletionRequest,
    nodeKey: () => string,
    { signal, begin, arrival }: Turn,
  ): Promise<NodeText> {
    const { provider } = this.#parts;
    if (provider.isFree === true) {
      begin();
      return this.#toText(request, await this.#call(request, signal));
    }
    const byRule = provider.withoutCall?.(request);
    if (byRule !== undefined) {
      begin();
      return this.#toText(request, byRule);
    }
    const place = { isTaken: false };
    let isBegun = false;
    const beginOnce = (): void => {
      if (!isBegun) begin();
      isBegun = true;
    };
    // Both calls of a node are made from one place.
    const enter = async (callKey: string): Promise<void> => {
      if (place.isTaken) return;
      await this.#takeSlot(callKey, signal);
      place.isTaken = true;
      beginOnce();
    };
    try {
      const first = await this.#paidOnce(request, nodeKey(), { signal, enter, begin: beginOnce, arrival });
      const again = provider.askAgain?.(request, first);
      return again === undefined
        ? first
        : await this.#asked(again, { first, nodeKey: nodeKey(), signal, enter, begin: beginOnce });
    } finally {
      if (place.isTaken) this.#parts.slots.giveBack();
    }
  }

  async #asked(again: CompletionRequest, { first, nodeKey, ...way }: AskedBefore): Promise<NodeText> {
    try {
      return better(first, await this.#paidOnce(again, nodeKey, way));
    } catch (error) {
      // The first answer is paid for, and there.
      if (way.signal.aborted) throw error;
      return first;
    }
  }

  async #paidOnce(request: CompletionRequest, nodeKey: string, way: Way): Promise<NodeText> {
    const { journal, provider, metrics } = this.#parts;
    const callKey = sha256(nodeKey, provider.model, JSON.stringify(contentOf(request)));
    const earlier = await journal.find(callKey);
    if (earlier?.result) {
      way.arrival?.withdraw();
      metrics.callRecalled();
      const { text, summary, grounding } = earlier.result;
      return { ...this.#toText(request, { text, summary }), grounding };
    }
    if (earlier?.outcome === "unknown") metrics.callUnknown();
    const answered = await way.arrival?.join({ request, callKey, begin: way.begin });
    if (answered !== undefined) return answered;
    try {
      return await this.#paidAlone(request, callKey, way);
    } finally {
      this.#together.callEnded();
    }
  }

  async #paidAlone(
    request: CompletionRequest,
    callKey: string,
    { signal, enter }: Pick<Way, "signal" | "enter">,
  ): Promise<NodeText> {
    const { provider, calls, clock } = this.#parts;
    const { model } = provider;
    await calls.addIntent({ callKey, nodeId: request.node.id, model, startedAtMs: clock.now() });
    await enter(callKey);
    const { text, usage } = await this.#callNoted(callKey, request, signal);
    const { grounding } = text;
    await calls.addResult({
      callKey,
      text: text.text,
      summary: text.summary,
      ...withoutUndefined({ grounding }),
      ...usage,
      finishedAtMs: clock.now(),
    });
    return text;
  }

  /** A noted call that is not made after all is noted as such: nobody need ask whether it was paid. */
  async #takeSlot(callKey: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#parts.slots.take(signal);
    } catch (error) {
      this.#parts.calls.addFailure({ callKey, reason: `${NOT_MADE}the run ended before` });
      throw error;
    }
  }

  async #callNoted(
    callKey: string,
    request: CompletionRequest,
    signal: AbortSignal,
  ): Promise<{ text: NodeText; usage: TokenUsage }> {
    try {
      const completion = await this.#call(request, signal);
      return { text: this.#toText(request, completion), usage: completion.usage ?? noUsage };
    } catch (error) {
      // An aborted call may be answered, and paid, all the same: what became of it stays unknown.
      if (!signal.aborted) {
        const { reason, code } = describeFailure(error);
        // A budget lets nothing through that it has no room for.
        const held = code === "BUDGET_EXCEEDED" ? NOT_MADE : "";
        this.#parts.calls.addFailure({ callKey, reason: `${held}${reason}` });
      }
      throw error;
    }
  }

  async #call(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
    const answer = await this.#parts.step(request, { signal });
    const completion = typeof answer === "string" ? { text: answer } : answer;
    this.#parts.metrics.callMade(completion.usage ?? noUsage);
    return completion;
  }

  #toText({ node }: CompletionRequest, completion: Completion): NodeText {
    return nodeText(node.name, completion, this.#parts.provider.model);
  }
}

/** The second answer, unless more of its sentences point nowhere than of the first. */
function better(first: NodeText, second: NodeText): NodeText {
  return countNowhere(second.grounding) <= countNowhere(first.grounding) ? second : first;
}
