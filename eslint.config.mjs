import nx from "@nx/eslint-plugin";
import jest from "eslint-plugin-jest";
import tseslint from "typescript-eslint";

/** Who may import whom; the table of docs/architecture.md. A package's own tests may also import test-cleanup. */
const mayImport = {
  native: [],
  core: [],
  "python-context": ["native", "core"],
  "model-static": [],
  chroma: ["python-context", "model-static", "core"],
  versions: ["chroma", "python-context", "core"],
  "graph-store": ["core"],
  "code-graph": ["graph-store", "core"],
  llm: ["core"],
  "dfs-processor": ["graph-store", "llm", "core"],
  "test-cleanup": ["core"],
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
    files: ["packages/*/src/**/*.ts", "native/**/*.ts"],
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
      ...boundaries(["test-cleanup"]),
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
