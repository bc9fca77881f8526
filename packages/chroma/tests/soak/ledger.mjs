/** What happened, and what should not have. */
export class Ledger {
  surprises = [];
  codes = {};

  expect(isSo, what) {
    if (!isSo && this.surprises.length < 20) this.surprises.push(what);
  }

  count(code) {
    this.codes[code] = (this.codes[code] ?? 0) + 1;
  }
}
