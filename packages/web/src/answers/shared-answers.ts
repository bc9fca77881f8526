interface Running<T> {
  readonly answer: Promise<T>;
  readonly gone: AbortController;
  waiting: number;
}

/** Work that several ask for at the same time is done once for all of them, and called off when none of them waits any more. */
export class SharedAnswers<T> {
  readonly #running = new Map<string, Running<T>>();

  /**
   * What runs under this name already, or `work`.
   *
   * @param cancelled - Fires when this one waits no more.
   */
  run(name: string, cancelled: AbortSignal, work: (cancelled: AbortSignal) => Promise<T>): Promise<T> {
    const running = this.#running.get(name) ?? this.#begin(name, work);
    running.waiting++;
    const leave = (): void => {
      if (--running.waiting > 0) return;
      // Whoever asks from now on has work of its own begun.
      this.#forget(name, running);
      running.gone.abort(cancelled.reason);
    };
    if (cancelled.aborted) leave();
    else cancelled.addEventListener("abort", leave, { once: true });
    return running.answer.finally(() => cancelled.removeEventListener("abort", leave));
  }

  #begin(name: string, work: (cancelled: AbortSignal) => Promise<T>): Running<T> {
    const gone = new AbortController();
    const running: Running<T> = {
      answer: work(gone.signal).finally(() => this.#forget(name, running)),
      gone,
      waiting: 0,
    };
    this.#running.set(name, running);
    return running;
  }

  #forget(name: string, running: Running<T>): void {
    if (this.#running.get(name) === running) this.#running.delete(name);
  }
}
