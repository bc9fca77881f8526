// The table of one run: printed line by line, and counted at its end.

export class Report {
  #reached = 0;
  #missed = 0;
  #left = 0;

  /** A figure without a bar. */
  note(place, what, figure) {
    this.#print(place, what, figure, "", "");
  }

  /** A figure, and whether it is at or on the right side of its bar. */
  compare(place, what, figure, bar, isReached) {
    if (isReached) this.#reached += 1;
    else this.#missed += 1;
    this.#print(place, what, figure, bar, isReached ? "reached" : "MISSED");
  }

  /** Something that there was no time for. */
  leaveOut(place, what) {
    this.#left += 1;
    this.#print(place, what, "not measured: the time is over", "", "");
  }

  /** One line of sums. */
  end() {
    console.log(`${this.#reached} bars reached, ${this.#missed} missed, ${this.#left} measurements left out`);
  }

  #print(place, what, figure, bar, mark) {
    console.log([place.padEnd(7), what.padEnd(46), figure.padStart(28), bar.padEnd(8), mark].join("  "));
  }
}
