// Suites that fail on purpose or need a partner, run in a jest of their own by src/test-cleanup.
module.exports = {
  ...require("../../../../../jest.preset.cjs"),
  rootDir: __dirname,
  testMatch: ["<rootDir>/*.case.ts"],
  // Shorter than the clean-up of the failing case takes.
  testTimeout: 300,
};
