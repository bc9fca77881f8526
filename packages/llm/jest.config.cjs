const preset = require("../../jest.preset.cjs");

module.exports = {
  ...preset,
  displayName: "llm",
  rootDir: __dirname,
  // Ships only ES modules, in files named .mjs.
  transform: { ...preset.transform, "^.+\\.mjs$": Object.values(preset.transform)[0] },
  transformIgnorePatterns: ["/node_modules/(?!(tokenx)/)", "\\.node$"],
};
