const isHealthy = (result) => result.ok;

/** Counts promises: each call that was made must settle, and in a way that its fault allows. */
export class Ledger {
  issued = 0;
  settled = 0;
  surprises = [];
  outcomes = {};

  /** Watches one result; `accepts` says whether this way of settling is right. */
  async watch(promise, accepts = isHealthy, what = "call") {
    this.issued++;
    let result;
    try {
      result = await promise;
    } catch (error) {
      this.#surprise(`${what} rejected: ${error.stack}`);
      return undefined;
    } finally {
      this.settled++;
    }
    const outcome = result.ok ? "ok" : result.error.kind;
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    if (!accepts(result)) this.#surprise(`${what}: ${JSON.stringify(result).slice(0, 300)}`);
    return result;
  }

  expect(isRight, what) {
    if (!isRight) this.#surprise(what);
  }

  #surprise(what) {
    if (this.surprises.length < 20) this.surprises.push(what);
  }
}
