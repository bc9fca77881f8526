module.exports = { ...require("../../jest.preset.cjs"), displayName: "python-context", rootDir: __dirname };
