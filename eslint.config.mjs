import nx from "@nx/eslint-plugin";
import jest from "eslint-plugin-jest";
import tseslint from "typescript-eslint";

/** Who may import whom; the table of docs/architecture.md. A package's own tests may also import test-cleanup. */
const mayImport = {
  native: [],
  core: [],
  "python-context": ["native", "core"],
  "model-static": [],
  "model-minilm": [],
  chroma: ["python-context", "model-static", "model-minilm", "core"],
  versions: ["chroma", "python-context", "core"],
  "graph-store": ["core"],
  "code-graph": ["graph-store", "core"],
  llm: ["core"],
  "dfs-processor": ["graph-store", "llm", "core"],
  "test-cleanup": ["core"],
  "test-support": [],
  pipeline: [
    "python-context",
    "chroma",
    "versions",
    "graph-store",
    "code-graph",
    "llm",
    "dfs-processor",
    "core",
  ],
  cli: ["pipeline", "mcp", "web", "core"],
  // Doors: they ask the pipeline; of Chroma and the history they take the types, and neither knows the other.
  mcp: ["pipeline", "chroma", "versions", "core"],
  web: ["pipeline", "chroma", "versions", "core"],
  "integration-tests": [
    "cli",
    "pipeline",
    "python-context",
    "chroma",
    "versions",
    "graph-store",
    "code-graph",
    "test-cleanup",
    "core",
  ],
};

/** @returns {import("eslint").Linter.RulesRecord} */
const boundaries = (extra) => ({
  "@nx/enforce-module-boundaries": [
    "error",
    {
      enforceBuildableLibDependency: true,
      allow: [],
      // Heavy parts that not every command needs: language models only where one is configured, the history only where it
      // is asked for.
      checkDynamicDependenciesExceptions: ["@stemma/llm", "@stemma/versions"],
      depConstraints: Object.entries(mayImport).map(([name, allowed]) => ({
        sourceTag: `package:${name}`,
        onlyDependOnLibsWithTags: [name, ...allowed, ...extra].map((tag) => `package:${tag}`),
      })),
    },
  ],
});

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/out-tsc/**",
      "**/build/**",
      "**/node_modules/**",
      ".nx/**",
      ".venv/**",
      "**/*.d.ts",
    ],
  },
  {
    files: ["packages/*/src/**/*.{ts,tsx}", "packages/web/page/**/*.{ts,tsx}", "native/**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { "@nx": nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...boundaries([]),
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "SpreadElement > ConditionalExpression[test.right.type='Identifier'][test.right.name='undefined']:matches([consequent.type='ObjectExpression'][consequent.properties.length=0], [alternate.type='ObjectExpression'][alternate.properties.length=0])",
          message:
            "Options take undefined: { x }. For JSON and other libraries: withoutUndefined({ x }) of core.",
        },
        {
          // Errors' options are spread over what a class has decided itself: there undefined would undo it.
          selector:
            "TSInterfaceDeclaration[id.name=/Options$/]:not([id.name='StemmaErrorOptions']) > TSInterfaceBody > TSPropertySignature[optional=true]:not(:has(TSUndefinedKeyword))",
          message: "An option that may be left out may be undefined: `?: T | undefined`.",
        },
      ],
    },
  },
  {
    // Values of the linker are made by the million: there a spread of nothing is cheaper than a copy without undefined.
    files: ["packages/code-graph/src/link/**/*.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    // The scripts; names and types are the compiler's, by tsconfig.mjs.json.
    files: ["**/*.mjs"],
    ignores: ["examples/**", "packages/chroma/tests/register/**"],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { project: "./tsconfig.mjs.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "no-var": "error",
      "prefer-const": "error",
      "no-unreachable": "error",
      "no-self-compare": "error",
      "no-unsafe-finally": "error",
      "no-unused-private-class-members": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
    },
  },
  {
    // Whoever resolves a file asks for others by way of TreeQueries: what is read from tables is not noted, and a later scan
    // would not see that it changed.
    files: [
      "packages/code-graph/src/link/{evaluate,classes}/**/*.ts",
      "packages/code-graph/src/link/{call-linker,imported-files}.ts",
      "packages/code-graph/src/link/queries/asked-tree.ts",
    ],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: [
                "**/program/program.js",
                "**/program/symbol-table.js",
                "**/program/packages.js",
                "**/program/facts-cache.js",
                "**/program/module-resolution.js",
                "**/queries/query-kind.js",
              ],
              message: "Ask by way of TreeQueries: what is read from the tables is not noted.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["packages/*/src/**/*.test.ts", "packages/*/src/**/*.fixture.ts"],
    extends: [jest.configs["flat/recommended"]],
    rules: {
      ...boundaries(["test-cleanup", "test-support"]),
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-empty-function": "off",
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*", "fc.assert", "assert*"] }],
      "jest/no-standalone-expect": "off",
    },
  },
  {
    // Contract suites and helpers live in fixtures, to be called by the tests of every adapter.
    files: ["packages/*/src/**/*.fixture.ts"],
    rules: { "jest/no-export": "off" },
  },
);
