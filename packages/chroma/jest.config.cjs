module.exports = { ...require("../../jest.preset.cjs"), displayName: "chroma", rootDir: __dirname };
