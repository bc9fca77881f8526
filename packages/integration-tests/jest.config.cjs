module.exports = {
  ...require("../../jest.preset.cjs"),
  displayName: "integration-tests",
  rootDir: __dirname,
};
