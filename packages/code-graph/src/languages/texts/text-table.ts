import type { TextLanguage } from "../language.js";
import { textLanguage } from "./text-language.js";

/** What is read besides code. A new kind of text is an entry here and a reader beside this file. */
export const TEXTS: readonly TextLanguage[] = [
  textLanguage({
    name: "github-workflow",
    paths: /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/u,
    load: async () => (await import("./workflows/read-github-workflow.js")).readGithubWorkflow,
  }),
  textLanguage({
    name: "gitlab-ci",
    paths: /(?:^|\/)\.gitlab-ci\.ya?ml$/u,
    load: async () => (await import("./workflows/read-gitlab-ci.js")).readGitlabCi,
  }),
  textLanguage({
    name: "dockerfile",
    extensions: [".dockerfile"],
    paths: /(?:^|\/)(?:docker|container)file(?:\.[\w-]+)?$/u,
    load: async () => (await import("./read-dockerfile.js")).readDockerfile,
  }),
  textLanguage({
    name: "package-json",
    paths: /(?:^|\/)package\.json$/u,
    load: async () => (await import("./manifests/read-package-json.js")).readPackageJson,
  }),
  textLanguage({
    name: "pyproject",
    paths: /(?:^|\/)pyproject\.toml$/u,
    load: async () => (await import("./manifests/read-pyproject.js")).readPyproject,
  }),
  textLanguage({
    name: "cargo",
    paths: /(?:^|\/)cargo\.toml$/u,
    load: async () => (await import("./manifests/read-cargo.js")).readCargo,
  }),
  textLanguage({
    name: "go-mod",
    paths: /(?:^|\/)go\.mod$/u,
    load: async () => (await import("./manifests/read-go-mod.js")).readGoMod,
  }),
  textLanguage({
    name: "maven",
    paths: /(?:^|\/)pom\.xml$/u,
    load: async () => (await import("./manifests/read-pom.js")).readPom,
  }),
  textLanguage({
    name: "openapi",
    paths: /(?:^|\/)(?:[^/]+[.-])?(?:openapi|swagger)(?:[.-][^/]+)?\.(?:ya?ml|json)$/u,
    load: async () => (await import("./read-openapi.js")).readOpenApi,
  }),
  textLanguage({
    name: "sql",
    extensions: [".sql"],
    load: async () => (await import("./read-sql.js")).readSql,
  }),
  textLanguage({
    name: "markdown",
    extensions: [".md", ".mdx", ".markdown"],
    load: async () => (await import("./prose/read-markdown.js")).readMarkdown,
  }),
  textLanguage({
    name: "restructuredtext",
    extensions: [".rst"],
    load: async () => (await import("./prose/read-rst.js")).readRst,
  }),
  textLanguage({
    name: "plain-text",
    paths: /(?:^|\/)readme(?:\.txt)?$/u,
    load: async () => (await import("./prose/read-plain.js")).readPlain,
  }),
];
