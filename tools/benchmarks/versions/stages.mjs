/** Says on stderr which stage runs and what it took, and ends the run at a stage that takes longer than it may. */
export class Stages {
  #size;
  #timeoutMs;
  #startedAt = performance.now();

  constructor(size, timeoutMs) {
    this.#size = size;
    this.#timeoutMs = timeoutMs;
  }

  /** `work` is given the options of its calls. */
  async run(name, work) {
    const at = ((performance.now() - this.#startedAt) / 1_000).toFixed(0);
    process.stderr.write(`${this.#size} documents, ${at} s: ${name} … `);
    const startedAt = performance.now();
    try {
      const result = await work({ timeoutMs: this.#timeoutMs });
      process.stderr.write(`${((performance.now() - startedAt) / 1_000).toFixed(1)} s\n`);
      return result;
    } catch (error) {
      process.stderr.write(`failed after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s\n`);
      throw error;
    }
  }
}
