module.exports = {
  ...require("../jest.preset.cjs"),
  displayName: "native",
  rootDir: __dirname,
  testMatch: ["<rootDir>/{loader,tools}/**/*.test.ts"],
};
