// Shared by every package: TypeScript through swc to CommonJS (types are checked by the `typecheck` target),
// workspace packages from their sources by the `@stemma/source` condition.
const { join } = require("node:path");

// What tests decide as a user stays out of the user's own decisions.
process.env.XDG_STATE_HOME = join(__dirname, "node_modules", ".cache", "stemma-tests", "state");

module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/src/**/*.test.ts"],
  transform: {
    "^.+\\.(ts|js|mjs)$": [
      require.resolve("@swc/jest"),
      {
        jsc: { target: "es2022", parser: { syntax: "typescript", decorators: false }, keepClassNames: true },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
  // Packages that ship only ES modules are compiled, too.
  transformIgnorePatterns: ["/node_modules/(?!(p-limit|yocto-queue|execa|tokenx)/)", "\\.node$"],
  extensionsToTreatAsEsm: [],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  moduleFileExtensions: ["ts", "js", "mjs", "cjs", "json", "node"],
  testEnvironmentOptions: {
    customExportConditions: ["@stemma/source", "node", "node-addons", "require", "default"],
  },
  // Only against hangs: slow machines take four times as long, and busy ones longer still.
  testTimeout: 120_000,
};
