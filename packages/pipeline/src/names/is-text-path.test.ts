import { describe, expect, it } from "@jest/globals";
import { isTextLanguage, languageOf } from "@stemma/code-graph";
import { isChangelogPath, isTextPath } from "./is-text-path.js";

describe("paths of texts", () => {
  it.each([
    "README.md",
    "a/b.MDX",
    "a.markdown",
    "docs/index.rst",
    "schema.sql",
    "api.dockerfile",
    "Dockerfile",
    "a/Dockerfile.dev",
    "package.json",
    "a/pyproject.toml",
    "Cargo.toml",
    "go.mod",
    "pom.xml",
    ".gitlab-ci.yml",
    "README",
    "readme.txt",
    "openapi.yaml",
    "v1/shop-swagger.json",
    ".github/workflows/ci.yml",
    "src/a.ts",
    "a.py",
    "data.json",
    "workflows/ci.yml",
    "Dockerfile/a.go",
    "mypackage.json",
    "notes.txt",
  ])("%s is told as the table of languages tells it", (path) => {
    const language = languageOf(path);
    expect(isTextPath(path)).toBe(language !== null && isTextLanguage(language));
  });

  it.each([
    ["CHANGELOG.md", true],
    ["a/History.rst", true],
    ["docs/releases.md", true],
    ["docs/exchange.md", false],
    ["changes.py", false],
  ])("whether %s lists changes: %s", (path, expected) => {
    expect(isChangelogPath(path)).toBe(expected);
  });
});
