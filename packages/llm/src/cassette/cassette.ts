import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Completion } from "../completion.js";
import { CassetteMissError } from "../errors/cassette-miss-error.js";
import { CassetteUnusableError } from "../errors/cassette-unusable-error.js";
import { type LlmProvider, type ProviderMiddleware, wrapProvider } from "../llm-provider.js";
import { redactDeep } from "../secrets/redact-secrets.js";
import { nearestRecording } from "./nearest-recording.js";
import { hashQuestion, type Recording, toQuestion } from "./recording.js";

/** How a {@link Cassette} is opened. */
export interface CassetteOptions {
  /** `replay` asks nobody; `record` asks the model for what is not on the cassette yet. `replay` by default. */
  readonly mode?: "record" | "replay" | undefined;
  /** Never written, neither in questions nor in answers; well-known kinds of keys are found by themselves. */
  readonly secrets?: readonly string[] | undefined;
}

interface CassetteFile {
  readonly format: 1;
  readonly recordings: readonly Recording[];
}

/**
 * A model's answers in a file, for tests that run without the model: JSON that is made to be read and committed, in the
 * order of the nodes' ids. Answers are kept, errors are not.
 *
 * @example
 * ```ts
 * const cassette = Cassette.open("parser.cassette.json", { mode: process.env.RECORD ? "record" : "replay" });
 * const llm = stackMiddleware(provider, [cassette.middleware()]);
 * ```
 */
export class Cassette {
  readonly file: string;
  readonly #mode: "record" | "replay";
  readonly #secrets: readonly string[];
  readonly #recordings = new Map<string, Recording>();

  private constructor(file: string, { mode = "replay", secrets = [] }: CassetteOptions) {
    this.file = file;
    this.#mode = mode;
    this.#secrets = secrets;
  }

  /** Throws a {@link CassetteUnusableError} for a file that is no cassette, or that a replay does not find. */
  static open(file: string, options: CassetteOptions = {}): Cassette {
    const cassette = new Cassette(file, options);
    for (const recording of readRecordings(file, options.mode === "record")) {
      cassette.#recordings.set(hashQuestion(recording), recording);
    }
    return cassette;
  }

  /** Answers from the cassette; what it does not hold is a {@link CassetteMissError} or, when recording, asked and kept. */
  middleware(): ProviderMiddleware {
    return (inner) =>
      wrapProvider(inner, async (request, options): Promise<Completion> => {
        const question = toQuestion(inner, request, this.#secrets);
        const key = hashQuestion(question);
        const known = this.#recordings.get(key);
        if (known !== undefined) return known.completion;
        if (this.#mode === "replay") {
          const nearest = nearestRecording(question, this.#recordings.values());
          throw new CassetteMissError(this.file, request.node.id, nearest);
        }
        const completion = redactDeep(await inner.getCompletion(request, options), this.#secrets);
        this.#recordings.set(key, { ...question, completion });
        this.#save();
        return completion;
      });
  }

  /** For tests that run without any model: a provider of the recordings alone. */
  asProvider(identity: Pick<LlmProvider, "name" | "model" | "promptVersion">): LlmProvider {
    const unreachable = (): never => {
      throw new CassetteUnusableError(this.file, "there is no model to record from");
    };
    return this.middleware()({ ...identity, getCompletion: unreachable });
  }

  /** The whole file at each recording: cassettes are small, and a process may end at any time. */
  #save(): void {
    const recordings = [...this.#recordings.values()].sort((a, b) =>
      a.request.node.id < b.request.node.id ? -1 : 1,
    );
    const content: CassetteFile = { format: 1, recordings };
    mkdirSync(dirname(this.file), { recursive: true });
    // It holds prompts: sources and what was written of them.
    writeFileSync(`${this.file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}

function readRecordings(file: string, mayBeAbsent: boolean): readonly Recording[] {
  let content: Partial<CassetteFile>;
  try {
    content = JSON.parse(readFileSync(file, "utf8")) as Partial<CassetteFile>;
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (isAbsent && mayBeAbsent) return [];
    throw new CassetteUnusableError(file, isAbsent ? "there is no such file" : "it is no JSON", error);
  }
  if (content.format !== 1 || !Array.isArray(content.recordings)) {
    throw new CassetteUnusableError(file, "it is not of format 1");
  }
  return content.recordings as readonly Recording[];
}
