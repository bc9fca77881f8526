import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { StemmaProject } from "@stemma/pipeline";
import { documentHostileTree, type HostileTree } from "../testing/hostile-tree.fixture.js";
import { exportSite } from "./export-site.js";

const limitMs = 240_000;

/** All files of a folder by their paths. */
async function filesOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files.map(
    async (file) => [file.slice(folder.length + 1), await readFile(file, "utf8")] as const,
  );
  return new Map((await Promise.all(contents)).sort(([one], [other]) => (one < other ? -1 : 1)));
}

describe("the page as files", () => {
  let tree: HostileTree;
  let project: StemmaProject;
  let place: string;
  let site: string;
  beforeAll(async () => {
    tree = await documentHostileTree();
    project = await StemmaProject.openNearest(tree.root);
    place = await mkdtemp(join(tmpdir(), "stemma-site-"));
    site = join(place, "site");
  }, limitMs);
  afterAll(async () => {
    await project.close();
    await tree.remove();
    await rm(place, { recursive: true });
  }, limitMs);

  it("is the same for the same documentation, and written only where it differs", async () => {
    expect(await exportSite(project, site)).toEqual({
      written: 11,
      unchanged: 0,
      removed: 0,
      kept: [],
      refused: [],
    });
    expect(await exportSite(project, site)).toEqual({
      written: 0,
      unchanged: 11,
      removed: 0,
      kept: [],
      refused: [],
    });
    await exportSite(project, join(place, "other"));
    expect(await filesOf(join(place, "other"))).toEqual(await filesOf(site));
    expect([...(await filesOf(site)).keys()]).toEqual([
      ".stemma-site.json",
      "icon.svg",
      "index.html",
      "search-index.js",
      "site.css",
      "site.js",
      "tree/<img src=x onerror=attack()>.py.html",
      "tree/README.md.html",
      "tree/a#b c.py.html",
      "tree/shop/index.html",
      "tree/shop/main.py.html",
      "tree/shop/prices.py.html",
    ]);
  });

  it("leads nowhere that is not there, and loads nothing from elsewhere", async () => {
    const files = await filesOf(site);
    let links = 0;
    for (const [path, html] of files) {
      if (!path.endsWith(".html")) continue;
      for (const [, address = ""] of html.matchAll(/(?:href|src|data-index)="([^"]*)"/gu)) {
        // A link of a docstring, which a reader may follow.
        if (address === "http://evil.example/p.png") continue;
        const [target = "", anchor] = address.split("#").map(decodeURIComponent);
        const file = target === "" ? path : join(dirname(path), target);
        expect([...files.keys()]).toContain(file);
        expect(files.get(file)).toContain(anchor === undefined ? "" : `id="${anchor}"`);
        links++;
      }
      expect(html).not.toMatch(/<img|<script>|="javascript:|\son[a-z]+="|\sstyle="/u);
      expect(html.match(/<script/gu)).toHaveLength(1);
      expect(html).toContain("default-src 'none'");
    }
    expect(links).toBeGreaterThan(60);
  });

  it("can be searched by what it holds", async () => {
    const script = await readFile(join(site, "search-index.js"), "utf8");
    const entries = JSON.parse(
      script.replace("globalThis.stemmaSearch = ", "").replace(/;\n$/u, ""),
    ) as string[][];
    expect(entries).toContainEqual([
      "Tariff.of",
      "shop/prices.py",
      "function",
      "Looks a price up, in cents.",
    ]);
  });

  it("says when each place changed, and which texts mention it", async () => {
    const page = await readFile(join(site, "tree/shop/prices.py.html"), "utf8");
    const of = page.slice(page.indexOf('id="symbol-Tariff.of"'), page.indexOf('id="symbol-rounded"'));
    expect(of).toMatch(/When it changed <span class="count">1<\/span>.*Begin &lt;script>/su);
    expect(of).toMatch(/Mentioned in.*README\.md\.html#L5"/su);
  });

  it(
    "is as of a ref where that is asked for, without sources",
    async () => {
      await exportSite(project, join(place, "then"), { at: "main" });
      const then = await filesOf(join(place, "then"));
      expect(then.get("tree/shop/prices.py.html")).toContain("Looks a price up, in cents.");
      expect(then.get("tree/shop/prices.py.html")).not.toContain("rounded(self.table[item])");
      expect(then.get("index.html")).toMatch(/as of [0-9a-z]{12}/u);
    },
    limitMs,
  );
});
