const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const ms = (number) => `${Math.round(number)} ms`;

/** Says how long views take, and of that how long the server's processor did, which tells on a busy machine, too. */
export class ViewTimer {
  #served;
  #say;

  /**
   * @param {{ processorTime(): number }} served
   * @param {(name: string, value: unknown, bar?: string) => void} say
   */
  constructor(served, say) {
    this.#served = served;
    this.#say = say;
  }

  /** @param {() => Promise<number>} view - Gives its milliseconds. */
  async say(name, bar, view) {
    await this.sayAll(name, bar, [view]);
  }

  /** The median of several. */
  async sayAll(name, bar, views) {
    const before = this.#served.processorTime();
    const times = [];
    for (const view of views) times.push(await view());
    const processor = ((this.#served.processorTime() - before) * 1_000) / times.length;
    const most = times.length > 1 ? `at most ${ms(Math.max(...times))}` : "";
    const notes = [bar, most, `processor of the server: ${ms(processor)}`].filter((note) => note !== "");
    this.#say(name, ms(median(times)), notes.join("; "));
  }
}
