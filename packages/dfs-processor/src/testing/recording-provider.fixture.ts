import type { Answered, Completion, CompletionRequest, LlmProvider, Together } from "@stemma/llm";

type Behaviour = (request: CompletionRequest, signal: AbortSignal | undefined) => Promise<Completion>;

/** A provider that remembers its requests; its texts follow from source and dependencies, as a model's would. */
export class RecordingProvider implements LlmProvider {
  readonly name = "recording";
  model = "recorder";
  promptVersion = "1";
  earlierPromptVersions: string[] = [];
  isFree = true;
  readsUsers = false;
  readsContext = false;
  withoutCall?: (request: CompletionRequest) => Completion | undefined;
  askAgain?: (request: CompletionRequest, answered: Answered) => CompletionRequest | undefined;
  together?: Together<CompletionRequest>;
  readonly requests: CompletionRequest[] = [];
  inFlight = 0;
  peakInFlight = 0;
  readonly #behave: Behaviour;

  constructor(behave: Behaviour = describeRequest) {
    this.#behave = behave;
  }

  /** Ids in the order of the calls. */
  get documentedIds(): string[] {
    return this.requests.map((request) => request.node.id);
  }

  async getCompletion(
    request: CompletionRequest,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Completion> {
    this.requests.push(request);
    this.inFlight += 1;
    this.peakInFlight = Math.max(this.peakInFlight, this.inFlight);
    try {
      return await this.#behave(request, options?.signal);
    } finally {
      this.inFlight -= 1;
    }
  }
}

/** Says what the source's first line says; the summary is that alone, so that edits further down don't rise. */
function describeRequest({ node, children, calls, missing }: CompletionRequest): Promise<Completion> {
  const [firstLine = ""] = node.source.split("\n");
  const below = [...children, ...calls].map((other) => other.summary ?? "nothing");
  const lost = missing.map((other) => ` without ${other.name}`).join("");
  return Promise.resolve({
    text: `${node.name}: ${node.source} [${below.join("; ")}]${lost}`,
    summary: `${node.name} does ${firstLine}.`,
  });
}

/** Yields to the event loop as often as asked, so that calls overlap without any clock. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}
