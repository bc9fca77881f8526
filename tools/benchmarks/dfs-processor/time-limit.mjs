/** How long the whole benchmark may take: nothing begins when it is over, and a run under way is ended. */
export class TimeLimit {
  #endsAt;

  constructor(minutes) {
    this.#endsAt = performance.now() + minutes * 60_000;
  }

  isOver() {
    return performance.now() >= this.#endsAt;
  }

  /** Throws when it is over; for loops that can't be ended from outside. */
  check() {
    if (this.isOver()) throw new TimeOverError();
  }

  /** For calls that take a signal. */
  signal() {
    return AbortSignal.timeout(Math.max(1, Math.ceil(this.#endsAt - performance.now())));
  }
}

export class TimeOverError extends Error {
  code = "TIME_OVER";
}
