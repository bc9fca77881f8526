import type { Logger } from "@stemma/core";
import type { BatchDesk, BatchJournal, BatchStanding } from "@stemma/llm/batch";
import type { LlmConfig } from "./llm-config.js";

/** What desks are made with. */
interface DeskParts {
  readonly journal: BatchJournal;
  readonly newDesk: (address: string) => BatchDesk;
}

/** Whether `document` gives its calls to batches. */
export function isBatched({ llm }: LlmConfig): boolean {
  return (llm.batch ?? false) !== false;
}

/** Where the calls of a run wait for their batches: at a desk a model. */
export class OpenedBatches {
  /** Told whenever {@link OpenedBatches.standing} changes. */
  onChange: (() => void) | undefined;
  readonly #llm: LlmConfig["llm"];
  readonly #parts: DeskParts;
  readonly #desks = new Map<string, BatchDesk>();

  private constructor(llm: LlmConfig["llm"], parts: DeskParts) {
    this.#llm = llm;
    this.#parts = parts;
  }

  /** `null` where each call is made at once. */
  static async open(
    config: LlmConfig,
    { file, logger }: { readonly file: string; readonly logger: Logger },
  ): Promise<OpenedBatches | null> {
    const { llm } = config;
    if (!isBatched(config)) return null;
    const { BatchDesk, BatchJournal } = await import("@stemma/llm/batch");
    const journal = BatchJournal.open(file);
    const pollMs = typeof llm.batch === "object" ? llm.batch.pollMs : undefined;
    const newDesk = (address: string): BatchDesk => new BatchDesk({ journal, address, pollMs, logger });
    return new OpenedBatches(llm, { journal, newDesk });
  }

  /** One for each model: a batch is of one. */
  deskFor(model: string): BatchDesk {
    const { provider, baseUrl = "" } = this.#llm;
    const address = JSON.stringify([provider, baseUrl, model]);
    const desk = this.#desks.get(address) ?? this.#parts.newDesk(address);
    desk.onChange = () => this.onChange?.();
    this.#desks.set(address, desk);
    return desk;
  }

  get standing(): BatchStanding {
    const standings = Array.from(this.#desks.values(), (desk) => desk.standing);
    const sum = (of: keyof BatchStanding): number => standings.reduce((total, each) => total + each[of], 0);
    return { batches: sum("batches"), calls: sum("calls"), done: sum("done") };
  }

  /** The run is over, and keeps all that it was answered. */
  settle(): void {
    for (const desk of this.#desks.values()) desk.settle();
  }

  /** The services go on with what they have. */
  close(): void {
    this.onChange = undefined;
    for (const desk of this.#desks.values()) desk.close();
    this.#parts.journal.close();
  }
}
