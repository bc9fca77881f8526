/** Work that several ask for at the same time is done once for all of them. */
export class SharedAnswers<T> {
  readonly #running = new Map<string, Promise<T>>();

  /** What runs under this name already, or `work`. */
  run(name: string, work: () => Promise<T>): Promise<T> {
    const running = this.#running.get(name);
    if (running !== undefined) return running;
    const begun = work().finally(() => this.#running.delete(name));
    this.#running.set(name, begun);
    return begun;
  }
}
