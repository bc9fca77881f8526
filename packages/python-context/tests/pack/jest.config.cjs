module.exports = {
  ...require("../../../../jest.preset.cjs"),
  displayName: "python-context packed",
  rootDir: __dirname,
  testMatch: ["<rootDir>/*.test.mjs"],
};
