import { describe, expect, it } from "@jest/globals";
import type { FileFacts } from "../../facts/file-facts.js";
import { isTextLanguage } from "../language.js";
import { languageOf } from "../language-table.js";

async function read(path: string, text: string): Promise<FileFacts> {
  const language = languageOf(path);
  if (language === null || !isTextLanguage(language)) throw new Error(`${path} is no text`);
  return language.readText(text);
}

/** Each part as `id kind lines`, with what its author says of it. */
async function partsOf(path: string, text: string): Promise<string[]> {
  const { definitions } = await read(path, text);
  return definitions.map(({ qualifiedName, is, startLine, endLine, docstring }) => {
    return `${qualifiedName} ${is} ${startLine}-${endLine}${docstring === null || docstring === "" ? "" : ` ${docstring}`}`;
  });
}

describe("texts by their paths", () => {
  it.each([
    ["README.md", "markdown"],
    ["docs/a.mdx", "markdown"],
    ["readme", "plain-text"],
    ["docs/index.rst", "restructuredtext"],
    ["Dockerfile", "dockerfile"],
    ["build/Dockerfile.dev", "dockerfile"],
    ["api.dockerfile", "dockerfile"],
    [".github/workflows/ci.yml", "github-workflow"],
    [".gitlab-ci.yml", "gitlab-ci"],
    ["packages/a/package.json", "package-json"],
    ["pyproject.toml", "pyproject"],
    ["Cargo.toml", "cargo"],
    ["go.mod", "go-mod"],
    ["a/pom.xml", "maven"],
    ["openapi.yaml", "openapi"],
    ["shop.openapi.json", "openapi"],
    ["schema.sql", "sql"],
    ["src/a.ts", "typescript"],
  ])("%s is %s", (path, name) => {
    expect(languageOf(path)?.name).toBe(name);
  });

  it.each(["package-lock.json", "data.yml", "workflows/ci.yml", "myreadme", "Dockerfile/a", "a.txt"])(
    "%s is none",
    (path) => {
      expect(languageOf(path)).toBeNull();
    },
  );
});

describe("Markdown", () => {
  it("by its headings, with what is named in code and by links", async () => {
    const text = [
      "---",
      "title: none",
      "---",
      "# Shop",
      "",
      "Sells `Basket.total` and more.",
      "",
      "## Use it, please!",
      "",
      "Call `price_of(item)`; see [prices](shop/prices.py#L3).",
      "",
      "```sh",
      "# no heading",
      "```",
      "",
      "### Deep",
      "In it.",
      "",
      "Under",
      "-----",
      "Last.",
      "",
    ].join("\n");
    expect(await partsOf("README.md", text)).toEqual([
      "use-it-please section 8-17",
      "use-it-please.deep section 16-17",
      "under section 19-21",
    ]);
    const { docstring, mentions, definitions } = await read("README.md", text);
    expect(docstring).toBe("Sells `Basket.total` and more.");
    expect(definitions.map(({ name, signature }) => [name, signature])).toEqual([
      ["Use it, please!", "## Use it, please!"],
      ["Deep", "### Deep"],
      ["Under", "Under"],
    ]);
    expect(mentions).toEqual([
      { text: "Basket.total", isLink: false, owner: -1, line: 6 },
      { text: "price_of(item)", isLink: false, owner: 0, line: 10 },
      { text: "shop/prices.py#L3", isLink: true, owner: 0, line: 10 },
    ]);
  });

  it("goes on in parts where one says more than a search looks at", async () => {
    const paragraph = `${"Words that fill a line of the text. ".repeat(14).trim()}\n\n`;
    const text = `# T\n\n## Long\n\n${paragraph.repeat(6)}## End\n\nShort.\n`;
    const parts = await partsOf("a.md", text);
    expect(parts.map((part) => part.split(" ").slice(0, 2).join(" "))).toEqual([
      "long section",
      "long.2 section",
      "long.3 section",
      "end section",
    ]);
  });

  it("takes of a list of releases the newest", async () => {
    const releases = Array.from({ length: 3_000 }, (_value, at) => `## 1.${3_000 - at}.0\n\n- Mended.\n`);
    const { definitions } = await read("CHANGELOG.md", `# Changes\n\n${releases.join("\n")}`);
    expect(definitions).toHaveLength(40);
    expect(definitions[0]?.name).toBe("1.3000.0");
  });

  it.each(["", "#", "# \n", "\u0000", "[", "`", "<", "> ".repeat(5_000), "[a](".repeat(5_000)])(
    "reads whatever it is given: %j",
    async (text) => {
      expect((await read("a.md", text)).definitions).toEqual([]);
    },
  );
});

describe("reStructuredText", () => {
  it("by the adornments of its titles", async () => {
    const text = [
      "====",
      "Shop",
      "====",
      "",
      "Sells :class:`~shop.Basket` and ``price_of()``.",
      "",
      "Use it",
      "------",
      "",
      "Like this::",
      "",
      "    a",
      "    ----",
      "",
      "Deep",
      "~~~~",
      "See `prices <shop/prices.py>`_.",
      "",
      "End",
      "---",
      "Last.",
      "",
    ].join("\n");
    expect(await partsOf("a.rst", text)).toEqual([
      "use-it section 7-17",
      "use-it.deep section 15-17",
      "end section 19-21",
    ]);
    expect((await read("a.rst", text)).mentions).toEqual([
      { text: "shop.Basket", isLink: false, owner: -1, line: 5 },
      { text: "price_of()", isLink: false, owner: -1, line: 5 },
      { text: "shop/prices.py", isLink: true, owner: 1, line: 17 },
    ]);
  });
});

describe("other texts", () => {
  it("a Dockerfile by its stages", async () => {
    const text =
      "# syntax=docker/dockerfile:1\n# The shop.\nFROM node:20 AS build\nRUN npm ci\n\n# Small.\nfrom --platform=x alpine\nCMD a\n";
    expect(await partsOf("Dockerfile", text)).toEqual([
      "build stage 3-6 The shop.",
      "alpine stage 7-8 Small.",
    ]);
    expect((await read("Dockerfile", text)).docstring).toBe("The shop.");
  });

  it("workflows by their jobs", async () => {
    const github =
      "name: CI\non: push\njobs:\n  # Builds it.\n  build:\n    name: Build\n    steps:\n      - uses: actions/checkout@v4\n      - name: Test\n        run: npm test\n  lint: { steps: [] }\n";
    expect(await partsOf(".github/workflows/ci.yml", github)).toEqual([
      "build job 5-10 Build\n\nBuilds it.\n\n- actions/checkout@v4\n- Test",
      "lint job 11-11",
    ]);
    const gitlab = "image: node\nvariables:\n  a: b\ntest:\n  script: npm test\n.base: &base\n  script: a\n";
    expect(await partsOf(".gitlab-ci.yml", gitlab)).toEqual(["test job 4-5", ".base job 6-7"]);
    expect((await read(".gitlab-ci.yml", "a: [\n")).hasSyntaxError).toBe(true);
  });

  it("manifests by their scripts, with what they say of themselves", async () => {
    const json =
      '{\n\t"name": "shop",\n\t"description": "Sells.",\n\t"scripts": {\n\t\t"build": "tsc",\n\t\t"test:all": "jest"\n\t}\n}\n';
    expect(await partsOf("package.json", json)).toEqual(["build script 5-5", "test:all script 6-6"]);
    expect((await read("package.json", json)).docstring).toBe("Sells.");
    const toml =
      '[project]\nname = "shop"\ndescription = "Sells."\n\n[project.scripts]\nshop = "shop.cli:main" # runs it\n"shop-x" = "shop.x:main"\n\n[tool.a]\nb = "c"\n';
    expect(await partsOf("pyproject.toml", toml)).toEqual(["shop script 6-6", "shop-x script 7-7"]);
    expect((await read("pyproject.toml", toml)).docstring).toBe("Sells.");
    expect((await read("Cargo.toml", '[package]\ndescription = "Sells."\n')).docstring).toBe("Sells.");
    expect((await read("go.mod", "// Package shop sells.\nmodule example.org/shop\n")).docstring).toBe(
      "Package shop sells.",
    );
    const pom =
      "<project><dependencies><dependency><description>no</description></dependency></dependencies>\n<description>Sells\n much.</description></project>";
    expect((await read("pom.xml", pom)).docstring).toBe("Sells much.");
  });

  it("descriptions of interfaces by their operations and schemas", async () => {
    const yaml =
      "openapi: 3.1.0\ninfo: { title: Shop, description: Sells. }\npaths:\n  /items/{id}:\n    parameters: []\n    get:\n      operationId: getItem\n      summary: One item.\n    delete: {}\ncomponents:\n  schemas:\n    Item:\n      description: A thing.\n";
    expect(await partsOf("openapi.yaml", yaml)).toEqual([
      "GET /items/{id} operation 6-8 One item.",
      "DELETE /items/{id} operation 9-9",
      "Item schema 12-13 A thing.",
    ]);
    expect((await read("openapi.yaml", yaml)).docstring).toBe("Shop\n\nSells.");
  });

  it("SQL by its tables and views", async () => {
    const sql = [
      "-- The shop; all of it.",
      "",
      "-- What is sold.",
      'CREATE TABLE IF NOT EXISTS shop."item" (',
      "  name text DEFAULT 'a;b', -- no; end",
      "  price int",
      ");",
      "insert into item values ('create table no (');",
      "create or replace view cheap as select 1;",
      "CREATE FUNCTION f() RETURNS int AS $$ create table inner_one (a int); $$ LANGUAGE sql;",
      "create materialized view m as select 2;",
    ].join("\n");
    expect(await partsOf("a.sql", sql)).toEqual([
      "shop.item table 4-7 What is sold.",
      "cheap view 9-9",
      "m view 11-11",
    ]);
    expect((await read("a.sql", sql)).docstring).toBe("The shop; all of it.");
  });
});
