module.exports = { ...require("../../jest.preset.cjs"), displayName: "dfs-processor", rootDir: __dirname };
