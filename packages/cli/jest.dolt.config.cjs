// The suites of what goes with a history once more, with the history in a private Dolt in place of the embedded file: `nx dolt cli`.
process.env.STEMMA_VERSIONS = "dolt:";

const suites = [
  "batches",
  "changes",
  "continuous-integration",
  "git-branches",
  "git-histories",
  "git-merges",
  "git-situations",
  "history",
  "history-commands",
  "hooks",
  "json-outputs",
  "log",
  "origin",
  "resolve-text",
  "standing",
  "texts-of-people",
  "watch",
  "worktrees",
];

module.exports = {
  ...require("./jest.config.cjs"),
  displayName: "cli on Dolt",
  testMatch: suites.map((name) => `<rootDir>/src/${name}.test.ts`),
};
