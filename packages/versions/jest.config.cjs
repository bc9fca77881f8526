module.exports = { ...require("../../jest.preset.cjs"), displayName: "versions", rootDir: __dirname };
