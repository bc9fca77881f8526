module.exports = { ...require("../../jest.preset.cjs"), displayName: "test-cleanup", rootDir: __dirname };
