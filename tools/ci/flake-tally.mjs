/** How often each test of several runs failed. */
export class Tally {
  /** @type {Map<string, { ran: number, failed: number }>} */
  #tests = new Map();

  /** @param {string} project @param {{ testResults: object[] }} results - What jest writes with `--json`. */
  add(project, { testResults }) {
    for (const file of testResults) {
      const path = file.name.split("/packages/").at(-1);
      // A file that can't be run at all has no tests.
      if (file.assertionResults.length === 0) this.#count(path, file.status === "failed");
      for (const { fullName, status } of file.assertionResults)
        if (status === "passed" || status === "failed")
          this.#count(
            `${path.startsWith(project) ? path : `${project}/${path}`}: ${fullName}`,
            status === "failed",
          );
    }
  }

  /** @param {string} project - Whose process ended before it could say anything. */
  addEnded(project) {
    this.#count(`${project}: the process of its tests ended`, true);
  }

  /** @param {string} project */
  failures(project) {
    let count = 0;
    for (const [name, { failed }] of this.#tests) if (name.startsWith(project)) count += failed;
    return count;
  }

  /** Unsteady is what failed in some runs and not in all; so is a process that ended in some. */
  result() {
    const all = [...this.#tests].map(([name, counts]) => ({ name, ...counts }));
    return {
      seen: all.length,
      broken: all.filter(({ ran, failed }) => failed === ran && failed > 0),
      unsteady: all.filter(({ ran, failed }) => failed > 0 && failed < ran),
    };
  }

  #count(name, hasFailed) {
    const counts = this.#tests.get(name) ?? { ran: 0, failed: 0 };
    counts.ran += 1;
    if (hasFailed) counts.failed += 1;
    this.#tests.set(name, counts);
  }
}

/** The page with a line for each test that has none yet. @param {string} page @param {{ name: string, failed: number, ran: number }[]} unsteady */
export function withNewRows(page, unsteady) {
  const fresh = unsteady.filter(({ name }) => !page.includes(cell(name)));
  const rows = fresh.map(
    ({ name, failed, ran }) => `| ${failed} of ${ran} runs | ${cell(name)} | not known yet | no |`,
  );
  return rows.length === 0 ? page : `${page.trimEnd()}\n${rows.join("\n")}\n`;
}

function cell(text) {
  return text
    .replaceAll("|", "\\|")
    .replaceAll(/[\n\r]/g, " ")
    .slice(0, 200);
}
