module.exports = { ...require("../../jest.preset.cjs"), displayName: "code-graph", rootDir: __dirname };
