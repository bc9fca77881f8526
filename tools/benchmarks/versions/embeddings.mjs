import { join } from "node:path";

/** Counts the vectors that are computed while something runs; the counter itself is tried first. */
export class EmbeddingCount {
  #python;
  #counts = new Map();

  constructor(python) {
    this.#python = python;
  }

  static async start(python, directory) {
    const count = new EmbeddingCount(python);
    await count.#call("start");
    const tried = await count.#call("embed_one", join(directory, "counted"));
    if (tried !== 1) throw new Error(`one text was embedded, and ${tried} were counted`);
    return count;
  }

  async during(name, work) {
    const before = await this.#call("counted");
    const result = await work();
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + (await this.#call("counted")) - before);
    return result;
  }

  /** By what ran. */
  get counts() {
    return this.#counts;
  }

  async #call(name, ...args) {
    const result = await this.#python.execute({ module: "embedding_counter", name, args });
    if (!result.ok) throw new Error(result.error.traceback ?? result.error.message);
    return result.value;
  }
}
