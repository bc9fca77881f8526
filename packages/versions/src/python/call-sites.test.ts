import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { StemmaError } from "@stemma/core";
import { SyncManager } from "../manager/sync-manager.js";
import { remove, write } from "../testing/documents.fixture.js";
import { FaultyPython } from "../testing/faulty-python.fixture.js";
import { useVersions } from "../testing/use-versions.fixture.js";

const sources = fileURLToPath(new URL("..", import.meta.url));

/** Every function of Python that a source of this package calls. */
function callSites(): string[] {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => file.endsWith(".ts") && !/\.(test|fixture)\.ts$/.test(file))
    .map((file) => readFileSync(join(sources, file), "utf8"));
  const names = texts.flatMap((text) => [
    ...text.matchAll(/"(stemma_(?:versions|chroma)\.[a-z_]+\.[a-z_]+)"/g),
  ]);
  return [...new Set(names.map(([, name = ""]) => name))].sort();
}

/** Reached only where Chroma is a server; its own tests let that fail. */
const onServerOnly = ["stemma_versions.chroma_server.open_server"];
const errors = [
  "builtins.RuntimeError",
  "builtins.MemoryError",
  "builtins.SystemExit",
  "builtins.KeyboardInterrupt",
];

describe("an exception at a call site of Python", () => {
  const harness = useVersions("doltlite");

  const sites = callSites().filter((site) => !onServerOnly.includes(site));
  it.each(sites.map((site, index) => [errors[index % errors.length] ?? "", site]))(
    "is a typed error, and loses nothing: %s in %s",
    async (error, site) => {
      const faulty = new FaultyPython(harness().link.python);
      const options = { ...harness().options("ada"), python: faulty.python };
      const versions = await SyncManager.init(options);
      const chroma = await openChroma(options.chroma, { python: harness().link.python });
      const elsewhere = harness().path("elsewhere");
      const source = await openChroma(elsewhere, { python: harness().link.python });
      await write(source, "imported", { i: "i" });
      await source.close();
      await write(chroma, "notes", { a: "1", b: "1" });
      await write(chroma, "mine", { m: "1" });
      await versions.commit("begin");
      await versions.switchBranch("other", { create: true });
      await write(chroma, "notes", { a: "other" });
      await remove(chroma, "notes", ["b"]);
      await write(chroma, "only-other", { x: "x" });
      await (await chroma.getCollection({ name: "notes" })).modify({ metadata: { m: 1 } });
      await versions.commit("other");
      await versions.switchBranch("main");
      await write(chroma, "mine", { c: "not committed" });
      const heads = await versions.listBranches();

      faulty.fault = { site, error };
      const failures: unknown[] = [];
      for (const attempt of [
        () => versions.status(),
        () => versions.verify(),
        () => versions.importChroma(elsewhere),
        () => versions.switchBranch("other", { mode: "carry" }),
        () => versions.switchBranch("main", { mode: "carry" }),
        () => versions.commit("during the fault"),
        () => versions.close(),
        async () => (await SyncManager.open(options)).close(),
      ]) {
        await attempt().catch((failure: unknown) => failures.push(failure));
      }
      expect(failures.filter((failure) => !StemmaError.isInstance(failure))).toEqual([]);
      faulty.fault = undefined;
      expect(faulty.raised).toBeGreaterThan(0);
      const again = await SyncManager.open(options);
      try {
        for (const { name, head } of heads) {
          expect((await again.log({ ref: name })).map((commit) => commit.hash)).toContain(head);
        }
        expect(await again.verify()).toMatchObject({ misrecorded: [], otherVectors: [] });
        const { ids, documents } = await (await chroma.getCollection({ name: "mine" })).get();
        expect(documents[ids.indexOf("c")]).toBe("not committed");
      } finally {
        await again.close();
        await chroma.close();
      }
    },
  );
});
